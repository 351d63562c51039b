import { short } from '../ui/format.ts'
import type { PlotAxis } from './types.ts'

interface Item {
  seriesName?: string
  color?: unknown
  value?: unknown
  axisValue?: number | string
}

/** What stands at the pointer, for every curve. */
export function axisTooltip(
  x: PlotAxis,
  y: PlotAxis,
  formatX: (value: number) => string = short,
  formatY: (value: number) => string = short,
) {
  return {
    trigger: 'axis' as const,
    axisPointer: { type: 'line' as const, lineStyle: { type: 'solid' as const, width: 1, opacity: 0.5 } },
    formatter: (given: unknown): HTMLElement => {
      const items = (Array.isArray(given) ? given : [given]) as Item[]
      const rows = items
        .filter(({ value }) => Array.isArray(value) && Number.isFinite(value[1]))
        .map(({ seriesName = '', color, value }) =>
          row(seriesName, color, valued(formatY((value as number[])[1]), y.unit)),
        )
      const at = Number(items[0]?.axisValue ?? NaN)
      return block(x.names?.[Math.round(at)] ?? `${x.label} ${valued(formatX(at), x.unit)}`, rows)
    },
  }
}

/** A heading and some lines, as elements: names come from people and are never markup. */
export function block(heading: string, rows: HTMLElement[]): HTMLElement {
  const root = document.createElement('div')
  const title = document.createElement('div')
  title.textContent = heading
  title.style.cssText = 'color: var(--muted); margin-bottom: 2px'
  root.append(title, ...rows)
  return root
}

export function row(name: string, colour: unknown, value: string): HTMLElement {
  const line = document.createElement('div')
  line.style.cssText = 'display: flex; align-items: center; gap: 8px'
  if (typeof colour === 'string') {
    const key = document.createElement('span')
    key.style.cssText = `width: 10px; height: 3px; background: ${colour}`
    line.append(key)
  }
  const label = document.createElement('span')
  label.textContent = name
  const number = document.createElement('span')
  number.textContent = value
  number.style.cssText = 'margin-left: auto; padding-left: 12px; font-family: var(--font-numbers)'
  line.append(label, number)
  return line
}

function valued(text: string, unit: string): string {
  return unit === '' || text.endsWith('%') ? text : `${text} ${unit}`
}
