export const fontFamily = "Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif"

export const fontPx = { tick: 10, label: 11, title: 11.5, letter: 13 } as const

/** Advance widths of Inter Regular in em, by group; enough to lay out labels without a font engine. */
const advances: readonly [characters: string, em: number][] = [
  ["ijlI' ", 0.26],
  ['.,:;!|', 0.29],
  ['t()[]/frᵢⱼ', 0.37],
  ['1-', 0.45],
  ['MWmw%@', 0.88],
  ['ABCDEFGHJKLNOPQRSTUVXYZ', 0.69],
  ['+−=×±<>≤≥→', 0.66],
  ['₊₋⁻⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃', 0.42],
]

const emOf = new Map(
  advances.flatMap(([characters, em]) => Array.from(characters, (character): [string, number] => [character, em])),
)

export function textWidth(content: string, sizePx: number): number {
  let em = 0
  for (const character of content) em += emOf.get(character) ?? 0.6
  return em * sizePx
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

function powerOfTen(exponent: number): string {
  const digits = Array.from(String(Math.abs(exponent)), (digit) => superscripts[Number(digit)]).join('')
  return `10${exponent < 0 ? '⁻' : ''}${digits}`
}

/** 'weight change (1/s)', 'weight change (10⁻³ 1/s)', 'weight change'. */
export function axisTitle(label: string, unit: string, exponent = 0): string {
  const factor = exponent === 0 ? '' : powerOfTen(exponent)
  const inside = [factor, unit].filter((part) => part !== '').join(' ')
  return inside === '' ? label : `${label} (${inside})`
}

/** A true minus sign. */
export function withMinus(number: string): string {
  return number.replace(/^-/, '−')
}
