/** Where the data lie on a surface, in CSS pixels. */
export interface Plot {
  left: number
  right: number
  top: number
  bottom: number
}
