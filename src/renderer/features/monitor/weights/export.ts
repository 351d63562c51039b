import { saveCanvas } from '../canvas/save.ts'
import { paint } from './colours.ts'

const ZOOM = 4
const GAP = 8
const IN_A_ROW = 10

/** All fields in one picture, four times their size. */
export function saveFields(fields: readonly Uint8Array[], side: number, colours: Uint32Array): void {
  const tile = side * ZOOM + GAP
  const canvas = document.createElement('canvas')
  canvas.width = Math.min(IN_A_ROW, fields.length) * tile + GAP
  canvas.height = Math.ceil(fields.length / IN_A_ROW) * tile + GAP
  const context = canvas.getContext('2d')!
  context.imageSmoothingEnabled = false
  const small = document.createElement('canvas')
  Object.assign(small, { width: side, height: side })
  fields.forEach((values, index) => {
    paint(small.getContext('2d')!, values, colours)
    const [left, top] = [GAP + (index % IN_A_ROW) * tile, GAP + Math.floor(index / IN_A_ROW) * tile]
    context.drawImage(small, left, top, side * ZOOM, side * ZOOM)
  })
  saveCanvas(canvas, 'receptive-fields')
}
