import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

const latin = 'U+0000-00FF,U+2000-206F,U+2212,U+2264-2265'
const greek = 'U+0370-03FF'

/** The application's font, inside the page: it looks the same wherever it is opened. */
export function embeddedFonts(): string {
  return [
    face(require.resolve('@fontsource/inter/files/inter-latin-400-normal.woff2'), 400, latin),
    face(require.resolve('@fontsource/inter/files/inter-latin-600-normal.woff2'), 600, latin),
    face(require.resolve('@fontsource/inter/files/inter-greek-400-normal.woff2'), 400, greek),
  ].join('')
}

function face(file: string, weight: number, range: string): string {
  const source = `url(data:font/woff2;base64,${readFileSync(file).toString('base64')}) format('woff2')`
  return `@font-face{font-family:Inter;font-weight:${weight};unicode-range:${range};src:${source}}`
}
