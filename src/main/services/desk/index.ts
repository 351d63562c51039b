import type { ActivityEvent, LiveRequest, ProbeResponse } from '../../../contract/api.ts'
import type { Design } from '../../../contract/design/index.ts'
import { hasCode, LabError } from '../../../contract/errors.ts'
import { liveStatuses } from '../../../contract/runs.ts'
import type { RunEvent } from '../../../engine/index.ts'
import type { ProjectFile, Writer } from '../../db/connection.ts'
import { findRun, getRun, getSummaries } from '../../db/runs.read.ts'
import type { RunKey } from '../../db/runs.write.ts'
import { createActivity, createSpeed } from '../live/activity.ts'
import type { Feed } from '../live/feed.ts'
import type { Watcher, Watchers } from '../live/watchers.ts'
import { createWatchers } from '../live/watchers.ts'
import type { QueuedWork, Queue } from '../queue/index.ts'
import type { BranchRequest } from '../runs/branch.ts'
import { planBranch } from '../runs/branch.ts'
import type { CheckpointPolicy } from '../runs/checkpoint-policy.ts'
import { requireAbility } from '../runs/abilities.ts'
import type { ActiveRun, EndedRun, PreparedDesign, RunService } from '../runs/index.ts'
import type { Checkpoint } from '../../../engine/index.ts'
import { threadsOf } from '../../../engine/index.ts'

export interface DeskDependencies {
  store: ProjectFile
  runs: RunService
  queue: Queue
  prepare: (design: Design, preset: string | null) => PreparedDesign
  /** Of runs that begin now. */
  checkpoints: () => CheckpointPolicy
  /** Shows a picture to a run that has ended. */
  probeEnded: (runId: string, pixels: Uint8Array) => Promise<ProbeResponse>
  /** For the log. */
  report: (error: unknown, where: string) => void
}

/** A project at work: its runs in the queue and going on, and everybody who follows them. */
export interface Desk {
  /**
   * Gives the ids in the same order. `workers`: null for as many threads as there are. What is also written stands in the file
   * together with the runs, or not at all.
   */
  launch: (works: readonly Work[], workers: number | null, alsoWrite?: (db: Writer, keys: RunKey[]) => void) => string[]
  /** All or none. */
  resume: (runIds: readonly string[]) => void
  branch: (request: BranchRequest) => string
  pause: (runId: string) => void
  unpause: (runId: string) => void
  stop: (runId: string) => void
  /** In one transaction. Those of other programs are theirs to stop. */
  stopAll: (runIds: readonly string[]) => void
  checkpoint: (runId: string) => void
  probe: (runId: string, pixels: Uint8Array) => Promise<ProbeResponse>
  activity: () => Feed<ActivityEvent>
  /** Of a run that goes on or waits. */
  watch: (runId: string, request: LiveRequest) => Watcher
  /** Says that labels or the trash have changed. */
  touched: (runIds: readonly string[]) => void
  /** Says something that concerns no run. */
  tell: (event: ActivityEvent) => void
  queueChanged: () => void
  busy: () => boolean
  /** Stops everything, and waits until it is saved. */
  close: () => Promise<void>
}

/** What a run is made of. */
export interface Work {
  prepared: PreparedDesign
  seed: number
}

interface Going {
  key: RunKey
  watchers: Watchers
  active: ActiveRun | undefined
  ended: Promise<void>
}

interface Plan extends Work {
  key: RunKey
  workers: number | null
  resumeFrom?: Checkpoint
}

export function createDesk(dependencies: DeskDependencies): Desk {
  const { store, runs, queue, prepare, checkpoints, probeEnded, report } = dependencies
  const activity = createActivity()
  const going = new Map<string, Going>()

  const keyOf = (runId: string): RunKey => store.read((db) => findRun(db, store.file, runId))
  const tellRun = ({ number }: RunKey): void => {
    for (const run of store.read((db) => getSummaries(db, [number]))) activity.tell({ type: 'run', run })
  }
  const waiting = (): string[] => queue.waiting().filter((id) => going.has(id))
  const tellQueue = (): void => activity.tell({ type: 'queue', runIds: waiting() })

  const enqueue = (plans: readonly Plan[]): void => queue.add(plans.map(workOf))

  const workOf = (plan: Plan): QueuedWork => {
    const { key, prepared } = plan
    let settle = (): void => undefined
    const ended = new Promise<void>((resolve) => (settle = resolve))
    const run: Going = { key, watchers: createWatchers(), active: undefined, ended }
    going.set(key.id, run)
    tellRun(key)
    const finish = (): void => {
      going.delete(key.id)
      run.watchers.close()
      settle()
    }
    return {
      id: key.id,
      wish: plan.workers,
      most: threadsOf(prepared.design),
      begin: (threads) => {
        const active = begin(plan, run, threads)
        run.active = active
        tellRun(key)
        return { ended: active.ended.then((end) => conclude(key, end)).finally(finish), rescale: active.rescale }
      },
      dropped: () => {
        runs.cancel(key.number)
        tellRun(key)
        finish()
      },
    }
  }

  const begin = ({ key, prepared, seed, resumeFrom }: Plan, run: Going, threads: number): ActiveRun => {
    const speedOf = createSpeed()
    const before = store.read((db) => getRun(db, key.number).wallMs)
    const startedAtMs = performance.now()
    const onEvent = (event: RunEvent): void => {
      switch (event.type) {
        case 'progress': {
          const { phase, done, total, unit, simulatedMs } = event
          const progress = { phase, done, total, unit }
          const wallMs = before + performance.now() - startedAtMs
          activity.tell({
            ...{ type: 'progress', runId: key.id, progress, simulatedMs, wallMs },
            perSecond: speedOf(done),
          })
          return
        }
        case 'metric':
          activity.tell({ type: 'metric', runId: key.id, name: event.name, step: event.step, value: event.value })
          return
        case 'checkpoint':
          activity.tell({ type: 'saved', atMs: Date.now() })
          return
        case 'artifact':
        case 'notice':
          return
      }
    }
    return runs.begin(key, prepared, seed, {
      ...{ workers: threads, onEvent, live: run.watchers, resumeFrom },
      checkpoints: checkpoints(),
    })
  }

  const conclude = (key: RunKey, { error, cause }: EndedRun): void => {
    if (error !== null) {
      report(cause, `run #${key.number}`)
      activity.tell({ type: 'failed', runId: key.id, error })
    }
    tellRun(key)
    activity.tell({ type: 'saved', atMs: Date.now() })
  }

  const live = (runId: string): Going => {
    const { id, number } = keyOf(runId)
    const run = going.get(id)
    if (run !== undefined) return run
    const { status } = store.read((db) => getRun(db, number))
    const isElsewhere = (liveStatuses as readonly string[]).includes(status)
    throw new LabError(isElsewhere ? 'RUN_ELSEWHERE' : 'RUN_NOT_ACTIVE', { run: `#${number}`, status })
  }
  const active = (runId: string): ActiveRun => {
    const run = live(runId)
    if (run.active !== undefined) return run.active
    throw new LabError('RUN_NOT_ACTIVE', { run: `#${run.key.number}`, status: 'queued' })
  }

  /** Those that wait, before any end of another begins them. */
  const takeOut = (all: readonly Going[]): void => {
    const ids = all.flatMap(({ key, active: begun }) => (begun === undefined ? [key.id] : []))
    if (ids.length > 0) store.write(() => queue.remove(ids))
  }

  const able = ({ number }: RunKey, ability: 'probe' | 'checkpoint'): void =>
    requireAbility(
      store.read((db) => getRun(db, number)),
      ability,
    )

  return {
    launch: (works, workers, alsoWrite) => {
      const keys = store.write((db) => {
        const added = works.map(({ prepared, seed }) => runs.add(prepared, seed, workers ?? 0))
        alsoWrite?.(db, added)
        return added
      })
      enqueue(works.map((work, i): Plan => ({ key: keys[i], ...work, workers })))
      return keys.map(({ id }) => id)
    },
    resume: (runIds) => {
      const again = (runId: string): Plan => {
        const last = runs.lastState(keyOf(runId).number)
        const { key, design, preset, seed, resumeFrom } = last
        const prepared = prepare(design, preset)
        runs.reopen(last)
        return { key, prepared, seed, workers: null, resumeFrom }
      }
      if (runIds.length > 0) enqueue(store.write(() => runIds.map(again)))
    },
    branch: (request) => {
      const plan = planBranch(store, prepare, request)
      const key = runs.addBranch(plan, 0)
      enqueue([{ ...plan, key, workers: null }])
      return key.id
    },
    pause: (runId) => {
      const run = active(runId)
      run.pause()
      queue.setPaused(run.id, true)
      tellRun(run)
    },
    unpause: (runId) => {
      const run = active(runId)
      run.resume()
      queue.setPaused(run.id, false)
      tellRun(run)
    },
    stop: (runId) => {
      const run = live(runId)
      if (run.active === undefined) queue.remove([run.key.id])
      else run.active.stop()
    },
    stopAll: (runIds) => {
      const mine = runIds.flatMap((runId) => going.get(runId) ?? [])
      takeOut(mine)
      for (const { active: begun } of mine) begun?.stop()
    },
    checkpoint: (runId) => {
      const run = active(runId)
      able(run, 'checkpoint')
      run.checkpoint()
    },
    probe: async (runId, pixels) => {
      const { id } = keyOf(runId)
      const run = going.get(id)?.active
      if (run === undefined) return probeEnded(id, pixels)
      able(run, 'probe')
      try {
        return await run.probe(pixels)
      } catch (error) {
        // It ended while the question was on its way.
        if (hasCode(error, 'RUN_ENDED')) return probeEnded(id, pixels)
        throw error
      }
    },
    activity: () => {
      const numbers = [...going.values()].map(({ key }) => key.number)
      const standing = store.read((db) => getSummaries(db, numbers))
      return activity.listen([
        ...standing.map((run): ActivityEvent => ({ type: 'run', run })),
        { type: 'queue', runIds: waiting() },
      ])
    },
    watch: (runId, request) => live(runId).watchers.open(request),
    touched: (runIds) => {
      for (const runId of runIds) tellRun(keyOf(runId))
    },
    tell: activity.tell,
    queueChanged: tellQueue,
    busy: () => going.size > 0,
    close: async () => {
      const all = [...going.values()]
      takeOut(all)
      for (const { active } of all) active?.stop()
      await Promise.all(all.map(({ ended }) => ended))
      activity.close()
    },
  }
}
