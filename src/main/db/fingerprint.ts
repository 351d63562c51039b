import { createHash } from 'node:crypto'

/** Of a long text, to find it by: equal for equal texts, and for no others that will ever be met. */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
