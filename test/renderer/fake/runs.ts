import type { ActivityEvent } from '../../../src/contract/api.ts'
import type { Design } from '../../../src/contract/design/index.ts'
import type { RunStatus, RunSummary } from '../../../src/contract/runs.ts'

const TICK_MS = 200

/** Runs that only pretend: their numbers move, nothing is simulated. */
export function createFakeRuns() {
  const runs = new Map<string, RunSummary & { design: Design }>()
  const listeners = new Set<(event: ActivityEvent) => void>()
  let number = 0

  function start(design: Design, preset: string | null, seed: number, change: Partial<RunSummary> = {}): string {
    const id = `r${String(++number).padStart(4, '0')}`
    const total = design.kind === 'classification' ? design.schedule.trainSamples : 200
    runs.set(id, {
      ...{ id, number, name: design.name, kind: design.kind, preset, seed, status: 'running' as const },
      progress: { phase: 'training', done: 0, total, unit: design.kind === 'classification' ? 'digits' : 'steps' },
      ...{ createdAtMs: Date.now(), startedAtMs: Date.now(), endedAtMs: null, wallMs: 0, simulatedMs: 0, workers: 2 },
      ...{
        digest: null,
        metrics: {},
        tags: [],
        starred: false,
        folder: '',
        notes: '',
        trashedAtMs: null,
        sweep: null,
        design,
      },
      ...change,
    })
    tell({ type: 'run', run: runs.get(id)! })
    return id
  }

  function setStatus(runId: string, status: RunStatus): void {
    const run = { ...get(runId), status, endedAtMs: status === 'completed' || status === 'stopped' ? Date.now() : null }
    runs.set(runId, run)
    tell({ type: 'run', run })
  }

  function change(runIds: string[], part: Partial<RunSummary>): void {
    for (const runId of runIds) {
      runs.set(runId, { ...get(runId), ...part })
      tell({ type: 'run', run: get(runId) })
    }
  }

  function get(runId: string) {
    const run = runs.get(runId)
    if (run === undefined) throw new Error(`There is no run "${runId}".`)
    return run
  }

  function tell(event: ActivityEvent): void {
    for (const listener of listeners) listener(event)
  }

  function tick(): void {
    for (const run of runs.values()) {
      if (run.status !== 'running') continue
      const perSecond = run.kind === 'classification' ? 412 : 40
      const done = Math.min(run.progress.total, run.progress.done + (perSecond * TICK_MS) / 1000)
      const accuracy = 0.87 - 0.7 * Math.exp(-done / 3000)
      const next = {
        ...run,
        progress: { ...run.progress, done: Math.round(done) },
        wallMs: run.wallMs + TICK_MS,
        simulatedMs: Math.round(done) * 450,
        metrics: { ...run.metrics, accuracy },
      }
      runs.set(run.id, next)
      const { progress, simulatedMs, wallMs } = next
      tell({ type: 'progress', runId: run.id, progress, simulatedMs, wallMs, perSecond })
      tell({ type: 'metric', runId: run.id, name: 'accuracy', step: progress.done, value: accuracy })
      if (done >= run.progress.total) setStatus(run.id, 'completed')
    }
    tell({ type: 'saved', atMs: Date.now() })
  }

  const timer = setInterval(tick, TICK_MS)
  return {
    ...{ runs, start, setStatus, change, get, tell },
    listen: (listener: (event: ActivityEvent) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    end: () => clearInterval(timer),
  }
}

export type FakeRuns = ReturnType<typeof createFakeRuns>
