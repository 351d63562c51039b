/**
 * The one set of colours and sizes. Colours name meanings: orange is potentiation (an open synapse), blue is depression (a closed
 * one), teal the accent and "own class", grey context. Style sheets see them as CSS variables, charts and components as values.
 */
export interface Palette {
  background: string
  panel: string
  /** A field or a button on a panel. */
  raised: string
  /** Under the pointer, or chosen. */
  hover: string
  line: string
  /** Edge of a field or a button: seen against every ground. */
  edge: string
  text: string
  muted: string
  /** Tick labels and grid lines of charts. */
  grid: string
  accent: string
  /** Accent, potentiation and so on as the colour of small text. */
  accentText: string
  /** Ground of the primary action, and the text on it. */
  primary: string
  primaryHover: string
  onPrimary: string
  ltp: string
  ltpText: string
  ltd: string
  ltdText: string
  good: string
  bad: string
  /** For what is neither good nor bad yet: paused, interrupted, a warning. */
  caution: string
}

export const dark: Palette = {
  background: '#0f1216',
  panel: '#161a20',
  raised: '#1c2129',
  hover: '#222832',
  line: '#262d37',
  edge: '#3a4352',
  text: '#e6e9ee',
  muted: '#8b95a5',
  grid: '#212731',
  accent: '#4cc2b0',
  accentText: '#4cc2b0',
  primary: '#4cc2b0',
  primaryHover: '#63d0bf',
  onPrimary: '#0b1513',
  ltp: '#f2994a',
  ltpText: '#f2994a',
  ltd: '#5b9cf6',
  ltdText: '#6ea7f7',
  good: '#5ec98a',
  bad: '#ef6a6a',
  caution: '#d9b44a',
}

export const light: Palette = {
  background: '#f5f6f8',
  panel: '#ffffff',
  raised: '#f0f2f5',
  hover: '#e8ebf0',
  line: '#dfe3e8',
  edge: '#b4bcc8',
  text: '#1c2229',
  muted: '#5c6673',
  grid: '#eceff3',
  accent: '#0f8f7f',
  accentText: '#0b7a6c',
  primary: '#0b7a6c',
  primaryHover: '#096a5e',
  onPrimary: '#ffffff',
  ltp: '#c9650f',
  ltpText: '#a95209',
  ltd: '#2a6fd6',
  ltdText: '#2462c0',
  good: '#237a48',
  bad: '#c63d3d',
  caution: '#8a6400',
}

/**
 * Colours of things that have no meaning of their own, such as compared runs. Neither orange nor blue is among them; neighbours
 * differ in lightness too, for people with any kind of colour vision.
 */
export const seriesDark = ['#4cc2b0', '#a88bf0', '#ef93c4', '#c3cf52', '#b98a63', '#aeb9c8', '#58b7d6', '#e0c862']
export const seriesLight = ['#0f8f7f', '#7a55c7', '#b3447a', '#6f7d16', '#8a5a3b', '#4a5568', '#1d7f9e', '#a0862a']

/** Multiples of 8 px, and the half of it. */
const space = { half: 4, one: 8, oneAndHalf: 12, two: 16, three: 24, four: 32, six: 48 }

export const fontSize = { tiny: 11, small: 12, base: 13, large: 15, title: 20 }

export const fontFamily = {
  text: "'Inter', system-ui, -apple-system, 'Segoe UI', sans-serif",
  numbers: "'JetBrains Mono', ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
}

export const radius = { small: 4, base: 6, panel: 8 }

/** Every token as a CSS variable: `--accent-text`, `--series-3`, `--space-two`, `--font-numbers`. */
export function cssVariables(palette: Palette, series: readonly string[]): Record<string, string> {
  return Object.fromEntries([
    ...Object.entries(palette).map(([name, colour]) => [`--${kebab(name)}`, String(colour)]),
    ...series.map((colour, index) => [`--series-${index}`, colour]),
    ...Object.entries(space).map(([name, px]) => [`--space-${kebab(name)}`, `${px}px`]),
    ...Object.entries(fontSize).map(([name, px]) => [`--size-${name}`, `${px}px`]),
    ...Object.entries(radius).map(([name, px]) => [`--radius-${name}`, `${px}px`]),
    ...Object.entries(fontFamily).map(([name, family]) => [`--font-${name}`, family]),
  ]) as Record<string, string>
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
