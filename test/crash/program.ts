import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { RunReport } from '../../src/contract/runs.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
export const terminal = here('../../src/main/host/cli/main.ts')
export const designSaver = here('./save-designs.ts')
const preload = ['--disable-warning=ExperimentalWarning', '--import', here('./kill-at.ts')]

export interface Fate {
  /** Before the so-manyth write to the disk. */
  killAt?: number
  /** kill -9 from outside after so long. */
  killAfterMs?: number
  /** So many looks at the clock until it jumps back by a day. */
  clockBack?: number
  /** Asked again and again until it has done what it waits for. */
  meanwhile?: () => boolean
}

export interface Ended {
  code: number | null
  killed: boolean
  out: string
  err: string
  /** Writes to the disk until its end. */
  points: number
  wallMs: number
  report: () => RunReport
}

/** Runs a script in a process of its own, and lets a fate befall it. */
export async function program(script: string, argv: readonly string[], fate: Fate = {}): Promise<Ended> {
  const { killAt, killAfterMs, clockBack } = fate
  const began = performance.now()
  const child = spawn(process.execPath, [...preload, script, ...argv], {
    env: {
      ...process.env,
      ...(killAt === undefined ? {} : { KILL_AT: String(killAt) }),
      ...(clockBack === undefined ? {} : { CLOCK_BACK: String(clockBack) }),
    },
  })
  const written = { out: '', err: '' }
  child.stdout.on('data', (text: Buffer) => (written.out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (written.err += text.toString()))
  const asking = setInterval(() => {
    if (fate.meanwhile?.() !== false) clearInterval(asking)
  }, 10)
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  clearTimeout(timer)
  clearInterval(asking)
  return {
    ...{ code, ...written, killed: signal === 'SIGKILL' },
    points: Number(/POINTS (\d+)/.exec(written.err)?.[1] ?? 0),
    wallMs: performance.now() - began,
    report: () => JSON.parse(written.out.trimEnd().split('\n').at(-1)!) as RunReport,
  }
}
