import { readFileSync } from 'node:fs'
import { availableParallelism, homedir, totalmem } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { RecentProject, Settings } from '../../../contract/api.ts'
import { writeWhole } from '../files/write.ts'
import type { CheckpointPolicy } from '../runs/checkpoint-policy.ts'
import { usualCheckpoints } from '../runs/checkpoint-policy.ts'

/** What a person has chosen for this machine, and what was opened last: two small files in the folder of the program. */
export interface SettingsService {
  get: () => Settings
  change: (change: Partial<Settings>) => Settings
  recent: () => Omit<RecentProject, 'exists'>[]
  remember: (project: { path: string; name: string }, nowMs: number) => void
}

const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  workers: z.int().min(1).max(256).catch(availableParallelism()),
  memoryBudgetMb: z
    .int()
    .min(64)
    .catch(Math.min(4096, Math.floor(totalmem() / 2e6))),
  projectFolder: z.string().min(1).catch(join(homedir(), 'Bistable')),
  checkpointEveryS: z
    .int()
    .min(1)
    .max(86_400)
    .catch(usualCheckpoints.everyMs / 1000),
  checkpointsKept: z.int().min(1).max(1000).catch(usualCheckpoints.keep),
  datasets: z.array(z.string().min(1)).max(1000).catch([]),
})
const recentSchema = z
  .array(z.object({ path: z.string(), name: z.string(), openedAtMs: z.number() }))
  .max(100)
  .catch([])
const mostRecent = 20

export function createSettings(folder: string): SettingsService {
  const settingsFile = join(folder, 'settings.json')
  const recentFile = join(folder, 'recent.json')
  const write = (file: string, value: unknown): void => writeWhole(file, [`${JSON.stringify(value, null, 2)}\n`])
  // Read anew each time: another window may be another process. A damaged file counts as none.
  const get = (): Settings => settingsSchema.parse(readJson(settingsFile) ?? {})
  const recent = (): z.infer<typeof recentSchema> => recentSchema.parse(readJson(recentFile))
  return {
    get,
    change: (change) => {
      const settings = settingsSchema.parse({ ...get(), ...change })
      write(settingsFile, settings)
      return settings
    },
    recent,
    remember: ({ path, name }, nowMs) => {
      const others = recent().filter((project) => project.path !== path)
      write(recentFile, [{ path, name, openedAtMs: nowMs }, ...others].slice(0, mostRecent))
    },
  }
}

export function checkpointPolicy({ checkpointEveryS, checkpointsKept }: Settings): CheckpointPolicy {
  return { everyMs: 1000 * checkpointEveryS, keep: checkpointsKept }
}

/** Where programs of this system keep such files; BISTABLE_HOME moves it. */
export function settingsFolder(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (environment.BISTABLE_HOME) return environment.BISTABLE_HOME
  if (platform === 'win32') return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Bistable')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Bistable')
  return join(environment.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'bistable')
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
