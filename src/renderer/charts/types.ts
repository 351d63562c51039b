import type { Figure, NumericArray } from '../../contract/results.ts'

export type Panel = Figure['panels'][number]
export type PlotPanel = Extract<Panel, { kind: 'plot' }>
export type MapPanel = Extract<Panel, { kind: 'map' }>
export type ImagesPanel = Extract<Panel, { kind: 'images' }>
export type PlotAxis = PlotPanel['x']
export type PlotLayer = PlotPanel['layers'][number]
export type PlotMark = NonNullable<PlotPanel['marks']>[number]
export type Role = PlotLayer['role']
export type ColourScale = MapPanel['colours']
export type { Figure, NumericArray }

/** One curve of a plot. All arrays are of one length; error is the half-width of the band or bar. */
export interface Curve {
  name: string
  role: Role
  style: PlotLayer['style']
  x: ArrayLike<number>
  y: ArrayLike<number>
  error?: ArrayLike<number>
  /** Said in the legend; absent: drawn, but not listed. */
  listed?: boolean
}

/** One axis of a map: its coordinates, evenly spaced; absent: 0, 1, 2, ... */
export interface MapAxis {
  label: string
  unit: string
  values?: readonly number[]
  /** For people, instead of numbers: the digits of a confusion matrix. */
  names?: readonly string[]
}

/** One axis of parallel coordinates: numbers, or a few names. */
export interface ParallelAxis {
  label: string
  unit: string
  scale?: 'linear' | 'log'
  /** Of a choice, in order. */
  names?: readonly string[]
  format?: (value: number) => string
}

export interface ParallelLine {
  name: string
  /** In the order of the axes; a name where the axis has names. */
  values: readonly (number | string)[]
  /** Its place in the colours. */
  shade: number
  best: boolean
}
