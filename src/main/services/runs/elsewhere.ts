import { hasCode } from '../../../contract/errors.ts'
import type { ProjectFile } from '../../db/connection.ts'
import type { ProcessIdentity } from '../../db/liveness.ts'
import { heartbeatEveryMs, isAlive } from '../../db/liveness.ts'
import { listForeignRuns } from '../../db/runs.elsewhere.ts'
import { findInterrupted } from './index.ts'

export interface Lookout {
  /** Looks now. */
  look: () => void
  close: () => void
}

/**
 * Follows what other programs do in a project that is open here: their runs are told of as they begin, go on and end, and those whose
 * program has died become interrupted.
 */
export function watchElsewhere(
  project: ProjectFile,
  self: ProcessIdentity,
  tell: (runIds: string[]) => void,
  report: (error: unknown, where: string) => void,
): Lookout {
  let states = new Map<number, string>()
  let newest = project.read(
    (db) => db.get('SELECT coalesce(max(number), 0) AS newest FROM runs') as { newest: number },
  ).newest

  const list = (known: readonly number[]) => project.read((db) => listForeignRuns(db, self, known, newest))
  const look = (): void => {
    let runs = list([...states.keys()])
    const isLost = runs.some((run) => run.isLive && !isAlive(run, self, Date.now()))
    if (isLost && !project.readOnly) {
      findInterrupted(project, self)
      // One that was never seen alive from here is news as well.
      runs = list([...states.keys(), ...runs.map(({ number }) => number)])
    }
    const changed = runs.filter(({ number, state }) => states.get(number) !== state)
    states = new Map(runs.filter(({ isLive }) => isLive).map(({ number, state }) => [number, state]))
    newest = runs.reduce((highest, { number }) => Math.max(highest, number), newest)
    if (changed.length > 0) tell(changed.map(({ id }) => id))
  }
  const timer = setInterval(() => {
    try {
      look()
    } catch (error) {
      // A long writer delays us; a file that was moved is told to whoever writes next.
      if (!hasCode(error, 'PROJECT_BUSY') && !hasCode(error, 'PROJECT_MOVED'))
        report(error, 'looking after other programs')
    }
  }, heartbeatEveryMs)
  timer.unref()
  return { look, close: () => clearInterval(timer) }
}
