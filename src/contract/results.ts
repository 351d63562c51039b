/** What every experiment returns, for those who may not look into the engine. */
export type {
  Axis,
  Check,
  Dtype,
  Figure,
  NamedArray,
  NumericArray,
  Results,
  Scalar,
  Series,
} from '../engine/results.ts'
