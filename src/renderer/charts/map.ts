import type { CustomSeriesOption } from 'echarts'
import type { Palette } from '../theme/tokens.ts'
import { fontFamily, fontSize } from '../theme/tokens.ts'
import { short } from '../ui/format.ts'
import { axisName, axisTitle } from './style.ts'
import type { MapAxis } from './types.ts'

/** One axis of a map, laid out on values: cell k reaches from edge(k) to edge(k + 1). */
interface LaidOut {
  option: object
  edge: (index: number) => number
  describe: (index: number) => string
}

export function mapAxis(axis: MapAxis, cells: number, palette: Palette, which: 'x' | 'y'): LaidOut {
  const { values, names } = axis
  const at = (index: number): number => values?.[index] ?? index
  const step = cells > 1 ? (at(cells - 1) - at(0)) / (cells - 1) : 1
  const edge = (index: number): number => at(0) + (index - 0.5) * step
  const label = (value: number): string => {
    if (names === undefined) return short(value)
    const index = Math.round((value - at(0)) / step)
    return Math.abs(at(0) + index * step - value) < step / 100 ? (names[index] ?? '') : ''
  }
  const describe = (index: number): string =>
    names === undefined ? `${axis.label} ${short(at(index))} ${axis.unit}`.trim() : `${axis.label} ${names[index]}`
  return {
    edge,
    describe,
    option: {
      type: 'value',
      min: edge(0),
      max: edge(cells),
      ...(names === undefined ? { splitNumber: 4 } : { interval: step }),
      name: axisTitle(axis),
      ...axisName(which, palette),
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        color: palette.muted,
        fontSize: fontSize.tiny,
        hideOverlap: true,
        // The edges of the map are between two values, and have none; of names, the first and the last are.
        showMinLabel: values === undefined,
        showMaxLabel: values === undefined,
        formatter: label,
        ...(names === undefined ? {} : { customValues: names.map((_, index) => at(index)) }),
      },
    },
  }
}

interface CellStyle {
  x: LaidOut
  y: LaidOut
  gap: number
  colour: (value: number) => string
  text: { format: (value: number) => string; colour: (value: number) => string } | null
}

/** Draws cells given as [column, row, value]. */
export function cells({ x, y, gap, colour, text }: CellStyle): NonNullable<CustomSeriesOption['renderItem']> {
  return (_params, api) => {
    const [column, row, value] = [0, 1, 2].map((dimension) => Number(api.value(dimension)))
    const [x0, y0] = api.coord([x.edge(column), y.edge(row)])
    const [x1, y1] = api.coord([x.edge(column + 1), y.edge(row + 1)])
    const [left, right] = [Math.round(Math.min(x0, x1)), Math.round(Math.max(x0, x1))]
    const [top, bottom] = [Math.round(Math.min(y0, y1)), Math.round(Math.max(y0, y1))]
    const rect = {
      type: 'rect' as const,
      shape: { x: left, y: top, width: Math.max(1, right - left - gap), height: Math.max(1, bottom - top - gap) },
      style: { fill: colour(value) },
    }
    if (text === null || right - left < 24 || bottom - top < 14) return rect
    return {
      type: 'group',
      children: [
        rect,
        {
          type: 'text',
          silent: true,
          style: {
            text: text.format(value),
            x: (left + right) / 2,
            y: (top + bottom) / 2,
            align: 'center',
            verticalAlign: 'middle',
            fill: text.colour(value),
            font: `${fontSize.tiny}px ${fontFamily.numbers}`,
          },
        },
      ],
    }
  }
}
