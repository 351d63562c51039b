import type { ImagesPanel, Results } from '../../../contract/results.ts'
import { extent } from './axis.ts'
import { colourAt, colourRange } from './colour-map.ts'
import { drawTitle, type Drawing, marginPx } from './frame.ts'
import { text } from './markup.ts'
import { embeddedImage } from './pixels.ts'
import { fontFamily, fontPx } from './text.ts'
import type { Theme } from './theme.ts'

const gapPx = 8
const captionPx = 14

/** Small images in a grid, all on one colour scale, each with its caption. */
export function imagesDrawing(panel: ImagesPanel, letter: string, results: Results, theme: Theme): Drawing {
  const { data, shape } = results.arrays[panel.array]
  const [count, height, width] = shape
  const columns = Math.min(count, count <= 6 ? count : Math.max(5, Math.ceil(Math.sqrt(count * 1.6))))
  const rows = Math.ceil(count / columns)
  const [low, high] = colourRange(panel.colours, ...extent([...data]))
  return {
    footerPx: marginPx.bottom,
    aspect: (rows * (height / width)) / columns + (rows * captionPx) / 600,
    headerPx: () => marginPx.title + 6,
    draw(frame, headerPx) {
      const side = Math.min(
        (frame.width - gapPx * (columns - 1)) / columns,
        ((frame.height - headerPx) / rows - captionPx - gapPx) * (width / height),
      )
      const images = Array.from({ length: count }, (_, index) => {
        const x = frame.left + (index % columns) * (side + gapPx)
        const y = frame.top + headerPx + Math.floor(index / columns) * (side * (height / width) + captionPx + gapPx)
        const at = (column: number, row: number) => data[(index * height + row) * width + column]
        const colour = (column: number, row: number) => colourAt(panel.colours, (at(column, row) - low) / (high - low))
        const box = { x, y, width: side, height: side * (height / width) }
        const caption = {
          ...{ x: x + side / 2, y: y + box.height + 11, 'text-anchor': 'middle' },
          ...{ 'font-family': fontFamily, 'font-size': fontPx.tick, fill: theme.muted },
        }
        return embeddedImage(width, height, colour, box) + text(panel.captions[index] ?? '', caption)
      })
      return drawTitle(frame, letter, panel.title, theme) + images.join('')
    },
  }
}
