import type { VNode } from 'vue'
import { defineComponent, h } from 'vue'

const letters: Record<string, string> = {
  ...{ ᵢ: 'i', ⱼ: 'j', ₘ: 'm', ₛ: 's', '₊': '+', '₋': '−', '⁺': '+', '⁻': '−' },
  ...{ '₀': '0', '₁': '1', '₂': '2', '₃': '3' },
}
/** Signs that the fonts of the application lack, in a box of 12 by 12. */
const drawn: Record<string, string> = {
  '←': 'M 11 6 H 1.5 M 5 2.5 L 1.5 6 L 5 9.5',
  '≥': 'M 2 1 L 10 4.5 L 2 8 M 2 11 H 10',
}
const special = /_(?<word>\p{L}+)|(?<below>[ᵢⱼₘₛ₊₋₀₁₂₃]+)|(?<above>[⁺⁻]+)|(?<sign>[←≥])/gu

/** Symbols and equations of plain text, such as τᵢ and θ_w, with real subscripts: not every font has letters for them. */
export const MathText = defineComponent({
  props: { text: { type: String, required: true } },
  setup: (props) => () => h('span', parts(props.text)),
})

function parts(text: string): (string | VNode)[] {
  const found: (string | VNode)[] = []
  let from = 0
  for (const match of text.matchAll(special)) {
    found.push(text.slice(from, match.index), nodeOf(match.groups as Record<string, string | undefined>))
    from = match.index + match[0].length
  }
  return [...found, text.slice(from)]
}

function nodeOf({ word, below, above, sign }: Record<string, string | undefined>): VNode {
  if (sign !== undefined) return glyph(sign)
  if (above !== undefined) return h('sup', plain(above))
  return h('sub', word ?? plain(below ?? ''))
}

function plain(small: string): string {
  return Array.from(small, (letter) => letters[letter]).join('')
}

function glyph(sign: string): VNode {
  const stroke = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.2 }
  const box = { viewBox: '0 0 12 12', width: '0.95em', height: '0.95em', style: 'vertical-align: -0.08em' }
  return h('svg', { ...box, ...stroke, role: 'img', 'aria-label': sign }, [h('path', { d: drawn[sign] })])
}
