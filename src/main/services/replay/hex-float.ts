/**
 * Value of a C99 hexadecimal float such as 0x1.69cf48daec6ecp-5, exact to the last bit; undefined when it is none. Decimal digits
 * may be rounded on the way from one language to another, these cannot.
 */
export function parseHexFloat(text: string): number | undefined {
  const match = /^([+-]?)0x([0-9a-f]+)(?:\.([0-9a-f]*))?p([+-]?\d+)$/i.exec(text.trim())
  if (!match) return undefined
  const [, sign, whole, fraction = '', exponent] = match
  const digits = Number(BigInt(`0x${whole}${fraction}`))
  const value = digits * 2 ** (Number(exponent) - 4 * fraction.length)
  return sign === '-' ? -value : value
}
