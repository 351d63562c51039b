import type { VNode } from 'vue'
import { defineComponent, h } from 'vue'

const subscripts: Record<string, string> = {
  ...{ ᵢ: 'i', ⱼ: 'j', ₘ: 'm', ₛ: 's', '₊': '+', '₋': '−' },
  ...{ '₀': '0', '₁': '1', '₂': '2', '₃': '3' },
}

/** τᵢ and θ_w with real subscripts, in the font of the text. */
export const MathSymbol = defineComponent({
  props: { symbol: { type: String, required: true } },
  setup: (props) => () => h('span', { class: 'symbol' }, parts(props.symbol)),
})

function parts(symbol: string): (string | VNode)[] {
  const underscore = /^(.+?)_(.+)$/u.exec(symbol)
  if (underscore !== null) return [underscore[1], h('sub', underscore[2])]
  return Array.from(symbol, (letter) => (letter in subscripts ? h('sub', subscripts[letter]) : letter))
}
