/** Ten strokes on 28 x 28 that look like digits from afar: something to see without a data set. */
const strokes: readonly (readonly (readonly [number, number])[])[] = [
  ring(14, 14, 6, 8),
  [
    [14, 5],
    [14, 23],
  ],
  [
    [8, 9],
    [11, 5],
    [18, 6],
    [18, 11],
    [8, 22],
    [20, 22],
  ],
  [
    [8, 6],
    [19, 6],
    [13, 13],
    [19, 18],
    [14, 23],
    [8, 21],
  ],
  [
    [16, 23],
    [16, 5],
    [7, 17],
    [21, 17],
  ],
  [
    [19, 5],
    [10, 5],
    [9, 12],
    [16, 12],
    [19, 17],
    [15, 23],
    [8, 21],
  ],
  [
    [17, 5],
    [11, 11],
    [9, 18],
    [13, 23],
    [18, 19],
    [15, 14],
    [10, 17],
  ],
  [
    [8, 5],
    [20, 5],
    [13, 23],
  ],
  [...ring(14, 9, 5, 4), ...ring(14, 18, 6, 5)],
  [
    [18, 11],
    [13, 14],
    [9, 10],
    [13, 5],
    [18, 8],
    [18, 14],
    [14, 23],
  ],
]

export function digitImage(digit: number, shift = 0): Uint8Array {
  const image = new Uint8Array(28 * 28)
  const points = strokes[digit % 10]
  for (let k = 1; k < points.length; k++) {
    const [[x0, y0], [x1, y1]] = [points[k - 1], points[k]]
    for (let along = 0; along <= 1; along += 0.02) dab(image, x0 + along * (x1 - x0) + shift, y0 + along * (y1 - y0))
  }
  return image
}

function dab(image: Uint8Array, x: number, y: number): void {
  for (let row = Math.floor(y) - 1; row <= y + 2; row++) {
    for (let column = Math.floor(x) - 1; column <= x + 2; column++) {
      if (row < 0 || row > 27 || column < 0 || column > 27) continue
      const ink = Math.max(0, 1.6 - Math.hypot(row - y, column - x)) / 1.6
      image[row * 28 + column] = Math.max(image[row * 28 + column], Math.round(255 * Math.min(1, ink * 1.5)))
    }
  }
}

function ring(x: number, y: number, rx: number, ry: number): [number, number][] {
  return Array.from({ length: 25 }, (_, k) => [
    x + rx * Math.sin((k * Math.PI) / 12),
    y - ry * Math.cos((k * Math.PI) / 12),
  ])
}
