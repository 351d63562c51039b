import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generator } from '../fuzz/random.ts'
import { clockBack, fullDisk, movedOrDeleted, readOnly, twoPrograms } from './adversities.ts'
import { killExporting, killImporting, killMigrating, killSaving, killTraining, undisturbed } from './kills.ts'
import { Broken } from './state.ts'

export interface Campaign {
  /** Uniform in [0, 1), from the seed. */
  random: () => number
  /** A kill that came in time. */
  count: (where: string) => void
  note: (line: string) => void
  /** A new empty folder. */
  scratch: () => string
  base: Awaited<ReturnType<typeof undisturbed>>
}

export interface CampaignReport {
  seed: number
  kills: Record<string, number>
  broken: string[]
  notes: string[]
  wallMs: number
}

/** Kills programs at random points and lets other misfortunes befall them; looks each time whether all is whole and honest. */
export async function campaign(kills: number, seed: number, say: (line: string) => void): Promise<CampaignReport> {
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'bistable-crash-'))
  const report: CampaignReport = { seed, kills: {}, broken: [], notes: [], wallMs: 0 }
  let folders = 0
  const scratch = (): string => {
    const path = join(folder, String(folders++))
    mkdirSync(path)
    return path
  }
  try {
    const base = await undisturbed(folder)
    const scenarios: [string, (campaign: Campaign) => Promise<void>][] = [
      ['training', (c) => killTraining(c, Math.ceil(0.46 * kills))],
      ['migrating', (c) => killMigrating(c, Math.ceil(0.15 * kills))],
      ['exporting', (c) => killExporting(c, Math.ceil(0.15 * kills))],
      ['importing', (c) => killImporting(c, Math.ceil(0.1 * kills))],
      ['saving', (c) => killSaving(c, Math.ceil(0.15 * kills))],
      ['full disk', fullDisk],
      ['read-only', readOnly],
      ['moved or deleted', movedOrDeleted],
      ['two programs', twoPrograms],
      ['clock set back', clockBack],
    ]
    for (const [place, [name, scenario]] of scenarios.entries()) {
      say(name)
      try {
        await scenario({
          ...{ scratch, base },
          random: generator(seed + place),
          count: (where) => (report.kills[where] = (report.kills[where] ?? 0) + 1),
          note: (line) => report.notes.push(line),
        })
      } catch (error) {
        if (!(error instanceof Error)) throw error
        report.broken.push(`${name}: ${error instanceof Broken ? error.message : (error.stack ?? error.message)}`)
        say(`  BROKEN ${report.broken.at(-1)}`)
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...report, wallMs: performance.now() - began }
}
