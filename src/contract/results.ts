/** What every experiment returns, for those who may not look into the engine. */
export type {
  Axis,
  Check,
  Dtype,
  Figure,
  ImagesPanel,
  NamedArray,
  NumericArray,
  Panel,
  Results,
  Scalar,
  Series,
} from '../engine/results.ts'
