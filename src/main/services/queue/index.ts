import type { Claim } from './shares.ts'
import { shareOut } from './shares.ts'

/** A run as the queue sees it. */
export interface QueuedWork extends Claim {
  /** Starts it, with that many threads. */
  begin: (threads: number) => StartedWork
  /** It was taken out before it began. */
  dropped: () => void
}

export interface StartedWork {
  ended: Promise<unknown>
  /** Moves the run, between two blocks of work, to another number of threads; false where it cannot. */
  rescale: (threads: number) => Promise<boolean>
}

export interface Queue {
  /** In this order, behind those that wait. */
  add: (works: readonly QueuedWork[]) => void
  /** Takes out runs that have not begun; gives back the ids of those that were there. */
  remove: (ids: readonly string[]) => string[]
  /** Ids of those that wait; others of theirs keep their places behind. */
  reorder: (ids: readonly string[]) => void
  waiting: () => string[]
  /** A paused run gives its threads to others, and gets some back when it goes on. */
  setPaused: (id: string, paused: boolean) => void
  setThreads: (threads: number) => void
}

interface Running {
  work: QueuedWork
  started: StartedWork
  threads: number
  paused: boolean
  moving: boolean
  /** It has refused to move: it keeps what it has. */
  fixed: boolean
}

export interface QueueOptions {
  /** Threads that no run gets beside its first: left to a window, so that it stays quick and takes nothing from a run it shows. */
  keptBack?: number
  onChange?: () => void
}

/** Deals the threads of this machine out to the runs of all projects. Never more threads compute than there are. */
export function createQueue(threads: number, { keptBack = 0, onChange = () => undefined }: QueueOptions = {}): Queue {
  let waiting: QueuedWork[] = []
  const running = new Map<string, Running>()

  const begin = (work: QueuedWork, share: number): void => {
    waiting = waiting.filter((other) => other !== work)
    const started = work.begin(share)
    running.set(work.id, { work, started, threads: share, paused: false, moving: false, fixed: false })
    const ended = (): void => {
      running.delete(work.id)
      deal()
      onChange()
    }
    started.ended.then(ended, ended)
    onChange()
  }
  const move = (run: Running, share: number): void => {
    run.moving = true
    const settled = (moved: boolean): void => {
      run.moving = false
      if (moved) run.threads = share
      else run.fixed = true
      deal()
    }
    run.started.rescale(share).then(settled, () => settled(false))
  }
  const claimOf = (run: Running): Claim => (run.fixed ? { ...run.work, wish: run.threads } : run.work)

  /** Those that go on shrink first; what they give up starts the next. */
  const deal = (): void => {
    const active = [...running.values()].filter(({ paused }) => !paused)
    const shares = shareOut(threads, [...active.map(claimOf), ...waiting], keptBack)
    let free = threads - active.reduce((sum, run) => sum + run.threads, 0)
    for (const run of active) {
      const share = shares.get(run.work.id) ?? run.threads
      if (run.moving || run.fixed || share === run.threads) continue
      // Growing waits until nobody has to wait for the threads.
      if (share < run.threads || (share - run.threads <= free && waiting.length === 0)) {
        free -= Math.max(0, share - run.threads)
        move(run, share)
      }
    }
    for (const work of [...waiting]) {
      const share = shares.get(work.id)
      const least = Math.min(work.wish ?? 1, threads)
      if (share === undefined || least > free) return
      const given = Math.min(share, free)
      free -= given
      begin(work, given)
    }
  }
  return {
    add: (works) => {
      waiting = [...waiting, ...works]
      onChange()
      deal()
    },
    remove: (ids) => {
      const wanted = new Set(ids)
      const taken = waiting.filter(({ id }) => wanted.has(id))
      if (taken.length === 0) return []
      waiting = waiting.filter(({ id }) => !wanted.has(id))
      for (const work of taken) work.dropped()
      onChange()
      deal()
      return taken.map(({ id }) => id)
    },
    reorder: (ids) => {
      const place = (work: QueuedWork): number => (ids.includes(work.id) ? ids.indexOf(work.id) : ids.length)
      waiting = waiting.map((work) => work).sort((a, b) => place(a) - place(b))
      onChange()
      deal()
    },
    waiting: () => waiting.map(({ id }) => id),
    setPaused: (id, paused) => {
      const run = running.get(id)
      if (run === undefined || run.paused === paused) return
      run.paused = paused
      deal()
    },
    setThreads: (count) => {
      threads = count
      deal()
    },
  }
}
