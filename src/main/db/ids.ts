import { randomBytes } from 'node:crypto'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Sixteen characters: seven for the second it was made in, so that ids sort by age, and nine by chance. */
export function newId(nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000)
  const time = Array.from({ length: 7 }, (_, i) => alphabet[Math.floor(seconds / 32 ** (6 - i)) % 32])
  const chance = Array.from(randomBytes(9), (byte) => alphabet[byte % 32])
  return [...time, ...chance].join('')
}
