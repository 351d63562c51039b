/** A set of grey images with labels, as loaded by the host. Pixels may live in shared memory. */
export interface ImageSet {
  name: string
  count: number
  rows: number
  columns: number
  /** [count, rows, columns], 0 to 255. */
  pixels: Uint8Array
  /** [count] */
  labels: Uint8Array
}

export interface DataSet {
  train: ImageSet
  test: ImageSet
}
