/**
 * What every experiment returns, whatever its kind: views, comparison and export need no special cases.
 * All values are plain data that cross threads and files unchanged.
 */
export type NumericArray = Float32Array | Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

export type Dtype = 'float32' | 'float64' | 'int32' | 'uint32' | 'uint16' | 'uint8'

export interface Scalar {
  label: string
  value: number
  /** '' for pure numbers; fractions are given as fractions, not per cent. */
  unit: string
  /** Standard deviation or standard error, where there is one; say which in the label of the figure. */
  error?: number
}

/** y over x, with an optional error (half-width of the band or bar). All of one length. */
export interface Series {
  label: string
  x: number[]
  y: number[]
  error?: number[]
  xLabel: string
  xUnit: string
  yUnit: string
}

export interface Axis {
  name: string
  unit: string
  /** Coordinates along the axis; absent: 0, 1, 2, ... */
  values?: number[]
}

/** C order. */
export interface NamedArray {
  label: string
  unit: string
  dtype: Dtype
  shape: number[]
  axes: Axis[]
  data: NumericArray
}

/** An expectation that a run can fail. */
export interface Check {
  name: string
  expected: string
  got: string
  pass: boolean
}

/** Colours have one meaning everywhere; figures name the meaning, views choose the colour. */
export type Role = 'ltp' | 'ltd' | 'accent' | 'grey' | 'bad' | 'good' | `series-${number}`

export interface PlotAxis {
  label: string
  unit: string
  scale?: 'linear' | 'log'
  min?: number
  max?: number
  /** Instead of numbers: what stands at 0, 1, 2, ... */
  names?: string[]
}

export interface PlotLayer {
  /** Key into Results.series. */
  series: string
  style: 'line' | 'dashed' | 'dots' | 'band' | 'bars' | 'step'
  role: Role
}

export interface PlotPanel {
  kind: 'plot'
  title: string
  x: PlotAxis
  y: PlotAxis
  layers: PlotLayer[]
  marks?: { axis: 'x' | 'y'; at: number; label: string }[]
}

/** A two-dimensional array as colours; diverging maps are centred on zero. */
export interface MapPanel {
  kind: 'map'
  title: string
  /** Key into Results.arrays, shape [rows, columns]. */
  array: string
  colours: 'diverging' | 'sequential'
  valueLabel: string
  /** Curves drawn over the map, in the units of its axes: x along the columns, y along the rows. */
  curves?: PlotLayer[]
}

/** A stack of small images, shape [n, height, width], with one caption each. */
export interface ImagesPanel {
  kind: 'images'
  title: string
  array: string
  captions: string[]
  colours: 'diverging' | 'sequential'
  valueLabel: string
}

export type Panel = PlotPanel | MapPanel | ImagesPanel

export interface Figure {
  id: string
  title: string
  caption: string
  panels: Panel[]
  /** Panels side by side; absent: as many as fit. */
  columns?: number
}

export interface Results {
  scalars: Record<string, Scalar>
  series: Record<string, Series>
  arrays: Record<string, NamedArray>
  figures: Figure[]
  checks: Check[]
}
