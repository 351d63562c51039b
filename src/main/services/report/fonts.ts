import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** The application's font, inside the page: it looks the same wherever it is opened. */
export function embeddedFonts(): string {
  return ['latin', 'greek'].flatMap((subset) => [400, 600].map((weight) => face(subset, weight))).join('')
}

const ranges: Record<string, string> = { latin: 'U+0000-00FF,U+2000-206F,U+2212,U+2264-2265', greek: 'U+0370-03FF' }

function face(subset: string, weight: number): string {
  const file = require.resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`)
  const data = readFileSync(file).toString('base64')
  return `@font-face{font-family:Inter;font-weight:${weight};unicode-range:${ranges[subset]};src:url(data:font/woff2;base64,${data}) format('woff2')}`
}
