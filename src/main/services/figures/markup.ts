/** A few lines instead of a template engine: elements as text, with everything escaped. */
export type Attributes = Record<string, string | number | undefined>

export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : escapeText(value!)}"`)
    .join('')
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`
}

export function text(content: string, attributes: Attributes): string {
  return element('text', attributes, escapeText(content).replaceAll(superscript, raised))
}

const superscript = /[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/g
const superscriptDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Few fonts have superscript signs of their own: raised digits look the same in all. */
function raised(sign: string): string {
  const plain = Array.from(sign, (one) => (one === '⁻' ? '−' : superscriptDigits.indexOf(one))).join('')
  return `<tspan dy="-0.4em" font-size="0.7em">${plain}</tspan><tspan dy="0.28em">\u200b</tspan>`
}

export function escapeText(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Two decimals of a pixel are finer than any printer. */
export function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** A path through points; a point that is not finite lifts the pen. */
export function linePath(points: readonly (readonly [number, number])[]): string {
  let path = ''
  let down = false
  for (const [x, y] of points) {
    const finite = Number.isFinite(x) && Number.isFinite(y)
    if (finite) path += `${down ? 'L' : 'M'}${coordinate(x)} ${coordinate(y)}`
    down = finite
  }
  return path
}
