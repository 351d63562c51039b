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

/** Draws when asked to, and whenever the size, the pixel ratio or the theme change. Gives back how to ask. */
export function useSurface(
  canvas: Readonly<ShallowRef<HTMLCanvasElement | null>>,
  draw: (surface: Surface) => void,
  renewed: () => void = () => undefined,
): () => void {
  const { width, height } = useElementSize(canvas)
  const { pixelRatio } = useDevicePixelRatio()
  const { palette } = useTheme()

  const redraw = (): void => {
    const element = canvas.value
    const context = element?.getContext('2d')
    if (!element || !context || width.value < 1 || height.value < 1) return
    const ratio = pixelRatio.value
    const wide = Math.round(width.value * ratio)
    const high = Math.round(height.value * ratio)
    if (element.width !== wide || element.height !== high) Object.assign(element, { width: wide, height: high })
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width.value, height.value)
    draw({ context, width: width.value, height: height.value, ratio, palette: palette.value })
  }
  watch(
    [width, height, pixelRatio, palette],
    () => {
      renewed()
      redraw()
    },
    { flush: 'post' },
  )
  return redraw
}
