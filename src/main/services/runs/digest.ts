import { createHash } from 'node:crypto'
import type { NamedArray, Results } from '../../../contract/results.ts'
import { canonicalJson } from '../../db/json.ts'

/**
 * SHA-256 over the final state and metrics: equal for equal design and seed, on any host and any number of workers. Times
 * spent are no part of it, nor are labels, which may be reworded.
 */
export function digestOf(state: Record<string, NamedArray>, scalars: Results['scalars']): string {
  const hash = createHash('sha256')
  for (const name of Object.keys(state).sort()) {
    const { dtype, shape, data } = state[name]
    hash.update(`${canonicalJson({ name, dtype, shape })}\n`)
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  const values = Object.fromEntries(Object.entries(scalars).map(([name, { value }]) => [name, value]))
  return hash.update(`\n${canonicalJson(values)}`).digest('hex')
}
