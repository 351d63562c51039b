/** Hands a file to the person, as the window's host does with downloads. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

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
