export { importBundle } from './import.ts'
export { readBundle } from './read.ts'
export { bundleRuns } from './write.ts'
