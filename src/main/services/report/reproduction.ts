import type { Design, DesignDifference } from '../../../contract/design/index.ts'
import { compareDesigns } from '../../../contract/design/index.ts'
import type { Check } from '../../../contract/results.ts'
import type { RunDetails } from '../../../contract/runs.ts'
import type { ProjectFile } from '../../db/connection.ts'
import { getResults } from '../../db/results.ts'
import { getRun } from '../../db/runs.read.ts'
import { drawFigure } from '../figures/index.ts'
import type { Expectation } from './expectations.ts'

export interface ReproducedFigure {
  id: string
  title: string
  caption: string
  svg: string
}

/** A scalar over the seeds. */
export interface Spread {
  name: string
  label: string
  unit: string
  mean: number
  /** NaN for a single seed. */
  sd: number
}

/** A check over the seeds: the text is the first seed's. */
export interface Verdict extends Check {
  passed: number
  of: number
}

export const verdictWords = { pass: 'as expected', fail: 'not as expected', incomplete: 'incomplete' } as const

/** One experiment, as it came out. */
export interface Reproduction extends Omit<Expectation, 'full'> {
  design: Design
  /** Where it is not the preset's; values: the preset's, its own. */
  changes: DesignDifference[]
  verdict: keyof typeof verdictWords
  seeds: number[]
  runs: { id: string; seed: number; status: string; digest: string | null; wallMs: number; simulatedMs: number }[]
  checks: Verdict[]
  scalars: Spread[]
  /** Of the first seed. */
  figures: ReproducedFigure[]
}

/** Gathers the runs of one experiment, one for each seed, into its part of the report. */
export function reproductionOf(
  project: ProjectFile,
  { full, ...expectation }: Expectation,
  runs: readonly number[],
): Reproduction {
  const loaded = project.read((db) => runs.map((run) => ({ details: getRun(db, run), results: getResults(db, run) })))
  const [first] = loaded
  const complete = loaded.every(({ details }) => details.status === 'completed')
  const checks = verdictsOf(loaded.map(({ details }) => details))
  const passed = checks.every((check) => check.passed === check.of)
  return {
    ...expectation,
    design: first.details.design,
    changes: compareDesigns([full, first.details.design]),
    verdict: !complete ? 'incomplete' : passed ? 'pass' : 'fail',
    seeds: loaded.map(({ details }) => details.seed),
    runs: loaded.map(({ details: { id, seed, status, digest, wallMs, simulatedMs } }) => ({
      ...{ id, seed, status, digest, wallMs, simulatedMs },
    })),
    checks,
    scalars: spreadsOf(loaded.map(({ details }) => details)),
    figures: (first.results?.figures ?? []).map((figure) => ({
      ...{ id: figure.id, title: figure.title, caption: figure.caption },
      svg: drawFigure(figure, first.results!, first.details),
    })),
  }
}

function verdictsOf(runs: readonly RunDetails[]): Verdict[] {
  const names = [...new Set(runs.flatMap(({ results }) => results?.checks.map(({ name }) => name) ?? []))]
  return names.map((name) => {
    const found = runs.map(({ results }) => results?.checks.find((check) => check.name === name))
    const told = found.filter((check) => check !== undefined)
    const passed = told.filter(({ pass }) => pass).length
    // A check that fails is shown as it failed.
    const shown = told.find(({ pass }) => !pass) ?? told[0]
    return { ...shown, pass: passed === runs.length, passed, of: runs.length }
  })
}

function spreadsOf(runs: readonly RunDetails[]): Spread[] {
  return Object.entries(runs[0].results?.scalars ?? {}).map(([name, { label, unit }]) => {
    const values = runs.map(({ results }) => results?.scalars[name]?.value ?? NaN)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    return { name, label, unit, mean, sd: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : NaN }
  })
}
