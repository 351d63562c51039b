import { useDevicePixelRatio, useElementSize } from '@vueuse/core'
import type { ShallowRef } from 'vue'
import { watch } from 'vue'
import type { Palette } from '../../../theme/tokens.ts'
import { fontFamily, fontSize } from '../../../theme/tokens.ts'
import { useTheme } from '../../../theme/theme.ts'

/** A canvas to draw on, in CSS pixels. */
export interface Surface {
  context: CanvasRenderingContext2D
  width: number
  height: number
  ratio: number
  palette: Palette
}

export const tickFont = `${fontSize.tiny}px ${fontFamily.numbers}`
export const bandFont = `9px ${fontFamily.text}`
export const wordFont = `${fontSize.tiny}px ${fontFamily.text}`

/**
 * Draws when asked to, and whenever the size, the pixel ratio or the theme change; gives back how to ask. The canvas fills the box it
 * stands in, in whole pixels of the screen and on the ground of its panel: then the browser copies it, and neither scales nor mixes
 * it.
 */
export function useSurface(
  canvas: Readonly<ShallowRef<HTMLCanvasElement | null>>,
  draw: (surface: Surface) => void,
): () => void {
  const { width, height } = useElementSize(() => canvas.value?.parentElement)
  const { pixelRatio } = useDevicePixelRatio()
  const { palette } = useTheme()

  const redraw = (): void => {
    const element = canvas.value
    const context = element?.getContext('2d', { alpha: false })
    const ratio = pixelRatio.value
    const [wide, high] = [Math.floor(width.value * ratio), Math.floor(height.value * ratio)]
    if (!element || !context || wide < 1 || high < 1) return
    const size = { width: wide / ratio, height: high / ratio }
    if (element.width !== wide || element.height !== high) {
      Object.assign(element, { width: wide, height: high })
      Object.assign(element.style, { width: `${size.width}px`, height: `${size.height}px` })
    }
    const surface = { context, ...size, ratio, palette: palette.value }
    clearSurface(surface)
    draw(surface)
  }
  watch([width, height, pixelRatio, palette], redraw, { flush: 'post' })
  return redraw
}

/** The ground of a panel, and CSS pixels from here on. */
export function clearSurface({ context, width, height, ratio, palette }: Surface): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.fillStyle = palette.panel
  context.fillRect(0, 0, width, height)
}
