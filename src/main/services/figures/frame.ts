import type { Scaled } from './axis.ts'
import { element, text } from './markup.ts'
import { fontFamily, fontPx, textWidth } from './text.ts'
import type { Theme } from './theme.ts'

export interface Frame {
  left: number
  top: number
  width: number
  height: number
}

/** A panel, measured before it is placed, so that the axes of neighbours line up. */
export interface Drawing {
  /** Height of title and legend for a given width. */
  headerPx(widthPx: number): number
  /** Height over width of the plotting area. */
  aspect: number
  /** Height of tick labels and axis title below it. */
  footerPx: number
  draw(frame: Frame, headerPx: number): string
}

/** Room around the plotting area for tick labels and axis titles. */
export const marginPx = { left: 52, right: 12, bottom: 40, title: 20 } as const

export function plotArea(
  frame: Frame,
  headerPx: number,
  rightPx: number = marginPx.right,
  footerPx: number = marginPx.bottom,
): Frame {
  return {
    left: frame.left + marginPx.left,
    top: frame.top + headerPx,
    width: frame.width - marginPx.left - rightPx,
    height: frame.height - headerPx - footerPx,
  }
}

export function drawTitle(frame: Frame, letter: string, title: string, theme: Theme): string {
  const bold = { y: frame.top + 12, 'font-family': fontFamily, 'font-weight': 600, fill: theme.text }
  return (
    text(letter, { x: frame.left + 4, 'font-size': fontPx.letter, ...bold }) +
    text(title, { x: frame.left + (letter === '' ? 4 : 20), 'font-size': fontPx.title, ...bold })
  )
}

/** Room for names that are written aslant. */
export function namesFooterPx(names: readonly string[]): number {
  const longest = Math.max(...names.map((name) => textWidth(name, fontPx.tick)))
  return Math.ceil(24 + longest * Math.sin((40 * Math.PI) / 180))
}

/** Axes left and below, ticks outwards, as journals draw them. */
export function drawAxes(area: Frame, x: Scaled, y: Scaled, theme: Theme): string {
  const bottom = area.top + area.height
  const line = { stroke: theme.text, 'stroke-width': 0.9, fill: 'none' }
  const tick = { 'font-family': fontFamily, 'font-size': fontPx.tick, fill: theme.text }
  const title = { 'font-family': fontFamily, 'font-size': fontPx.label, fill: theme.text, 'text-anchor': 'middle' }
  const middle = area.top + area.height / 2
  const titleX = area.left - marginPx.left + 11
  return [
    element('path', { d: `M${area.left} ${area.top}V${bottom}H${area.left + area.width}`, ...line }),
    ...x.ticks.map(({ at, label }) => {
      const mark = element('path', { d: `M${at} ${bottom}v4`, ...line })
      if (!x.named) return mark + text(label, { x: at, y: bottom + 15, 'text-anchor': 'middle', ...tick })
      const turned = {
        x: at + 3,
        y: bottom + 13,
        'text-anchor': 'end',
        transform: `rotate(-40 ${at + 3} ${bottom + 13})`,
      }
      return mark + text(label, { ...turned, ...tick })
    }),
    ...y.ticks.map(({ at, label }) => {
      const mark = element('path', { d: `M${area.left} ${at}h-4`, ...line })
      return mark + text(label, { x: area.left - 7, y: at + 3.5, 'text-anchor': 'end', ...tick })
    }),
    text(x.title, { x: area.left + area.width / 2, y: bottom + 31, ...title }),
    text(y.title, { x: titleX, y: middle, transform: `rotate(-90 ${titleX} ${middle})`, ...title }),
  ].join('')
}
