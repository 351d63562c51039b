import type { GridComponentOption, TooltipComponentOption, XAXisComponentOption, YAXisComponentOption } from 'echarts'
import type { Palette } from '../theme/tokens.ts'
import { fontFamily, fontSize } from '../theme/tokens.ts'
import { short } from '../ui/format.ts'
import type { PlotAxis, PlotMark } from './types.ts'

interface BaseOption {
  animation: false
  textStyle: object
  grid: GridComponentOption
  tooltip: TooltipComponentOption
}

/** What all charts have in common: thin lines, small type, no motion, room for the labels and no more. */
export function baseOption(palette: Palette): BaseOption {
  return {
    animation: false,
    textStyle: { fontFamily: fontFamily.text, fontSize: fontSize.tiny, color: palette.muted },
    grid: { left: 4, right: 8, top: 8, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'all' },
    tooltip: {
      confine: true,
      transitionDuration: 0,
      padding: [6, 10],
      backgroundColor: palette.raised,
      borderColor: palette.edge,
      borderWidth: 1,
      extraCssText: 'box-shadow: none; border-radius: 6px;',
      textStyle: { color: palette.text, fontSize: fontSize.small, fontFamily: fontFamily.text },
    },
  }
}

export interface AxisStyle {
  axis: PlotAxis
  palette: Palette
  /** About how many ticks there is room for. */
  ticks?: number
  /** Numbers in words of their own, such as per cent. */
  format?: (value: number) => string
}

export function xAxis(style: AxisStyle): XAXisComponentOption {
  const { names } = style.axis
  const shared = common(style)
  return {
    ...shared,
    ...axisName('x', style.palette),
    ...(names && namedTicks(names, shared.axisLabel)),
    position: 'bottom',
    axisLine: { show: true, onZero: false, lineStyle: { color: style.palette.line } },
  }
}

/** Names in place of numbers, aslant where they are many. */
function namedTicks(names: readonly string[], label: object) {
  const customValues = names.map((_, k) => k)
  return {
    min: -0.5,
    max: names.length - 0.5,
    splitLine: { show: false },
    axisLabel: {
      ...label,
      customValues,
      hideOverlap: false,
      rotate: names.length > 3 ? 38 : 0,
      formatter: (value: number) => names[value] ?? '',
    },
  }
}

export function yAxis(style: AxisStyle): YAXisComponentOption {
  return { ...common(style), ...axisName('y', style.palette), position: 'left', axisLine: { show: false } }
}

/** Where the name of an axis stands: in the middle, below one line of numbers, or beside numbers of any width. */
export function axisName(which: 'x' | 'y', palette: Palette) {
  return {
    nameLocation: 'middle' as const,
    nameGap: which === 'x' ? 24 : 8,
    nameRotate: which === 'x' ? 0 : 90,
    nameTextStyle: { color: palette.muted, fontSize: fontSize.tiny },
  }
}

/** 'time (ms)', and the name alone for pure numbers. */
export function axisTitle({ label, unit }: { label: string; unit: string }): string {
  return unit === '' ? label : `${label} (${unit})`
}

function common({ axis, palette, ticks = 5, format = short }: AxisStyle) {
  return {
    type: axis.scale === 'log' ? ('log' as const) : ('value' as const),
    name: axisTitle(axis),
    min: axis.min,
    max: axis.max,
    splitNumber: ticks,
    minorTick: { show: false },
    axisTick: { show: false },
    axisLabel: {
      color: palette.muted,
      fontSize: fontSize.tiny,
      hideOverlap: true,
      formatter: (value: number) => format(value),
    },
    splitLine: { lineStyle: { color: palette.grid, width: 1 } },
  }
}

/** Room above the plot: for a legend, or for the names of vertical lines; either stands clear of the data. */
export function headroom(entries: number, marks: readonly { axis?: 'x' | 'y' }[] = []): number {
  return entries > 1 ? 24 : marks.some(({ axis }) => axis === 'x') ? 18 : 8
}

/** Named lines across the plot: a threshold, a ceiling. */
export function markLines(marks: readonly PlotMark[], palette: Palette) {
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: { color: palette.muted, type: 'dashed' as const, width: 1 },
    data: marks.map(({ axis, at, label }) => ({
      [axis === 'x' ? 'xAxis' : 'yAxis']: at,
      label: {
        formatter: label,
        color: palette.muted,
        fontSize: fontSize.tiny,
        // Above its line, at the left, where curves that rise have not come yet.
        position: axis === 'x' ? ('end' as const) : ('insideStartTop' as const),
        ...(axis === 'y' && { align: 'left' as const, verticalAlign: 'bottom' as const }),
        distance: 3,
        rotate: 0,
      },
    })),
  }
}

export function legend(palette: Palette, names: readonly string[]) {
  return {
    show: names.length > 1,
    data: [...names],
    top: 0,
    right: 4,
    itemWidth: 14,
    itemHeight: 3,
    itemGap: 12,
    icon: 'rect',
    selectedMode: true,
    inactiveColor: palette.edge,
    textStyle: { color: palette.muted, fontSize: fontSize.tiny },
  }
}
