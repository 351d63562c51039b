import type { VNode } from 'vue'
import { defineComponent, h } from 'vue'

const letters: Record<string, string> = {
  ...{ ᵢ: 'i', ⱼ: 'j', ₘ: 'm', ₛ: 's', '₊': '+', '₋': '−' },
  ...{ '₀': '0', '₁': '1', '₂': '2', '₃': '3' },
}
const subscript = /_(\p{L}+)|([ᵢⱼₘₛ₊₋₀₁₂₃]+)/gu

/** Symbols and equations of plain text, such as τᵢ and θ_w, with real subscripts: not every font has letters for them. */
export const MathText = defineComponent({
  props: { text: { type: String, required: true } },
  setup: (props) => () => h('span', parts(props.text)),
})

function parts(text: string): (string | VNode)[] {
  const found: (string | VNode)[] = []
  let from = 0
  for (const match of text.matchAll(subscript)) {
    const word = match.at(1) ?? Array.from(match.at(2) ?? '', (letter) => letters[letter]).join('')
    found.push(text.slice(from, match.index), h('sub', word))
    from = match.index + match[0].length
  }
  return [...found, text.slice(from)]
}
