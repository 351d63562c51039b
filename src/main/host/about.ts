import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { AboutInfo } from '../../contract/api.ts'

const licencesSchema = z.array(z.object({ name: z.string(), version: z.string(), licence: z.string() }))

/** What this program is. The build wrote beside its bundles what they are made from. */
export function aboutThis(version: string, host: AboutInfo['host'], builtFolder: string): AboutInfo {
  const packages = ['main', 'renderer'].flatMap((bundle) => licencesIn(join(builtFolder, bundle, 'licences.json')))
  const byName = new Map(packages.map((entry) => [`${entry.name}@${entry.version}`, entry]))
  return {
    ...{ version, engineVersion: version, host },
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    licences: [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

/** None, where nothing was built. */
function licencesIn(file: string): AboutInfo['licences'] {
  try {
    return licencesSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return []
  }
}
