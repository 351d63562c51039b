import { saveBlob } from '../../../ui/save-blob.ts'

/** The picture as it stands, on the ground of the window. */
export function saveCanvas(canvas: HTMLCanvasElement | null, name: string): void {
  if (canvas === null) return
  const copy = document.createElement('canvas')
  copy.width = canvas.width
  copy.height = canvas.height
  const context = copy.getContext('2d')!
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--panel')
  context.fillRect(0, 0, copy.width, copy.height)
  context.drawImage(canvas, 0, 0)
  copy.toBlob((blob) => {
    if (blob) saveBlob(blob, `${name}.png`)
  })
}
