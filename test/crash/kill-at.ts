import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import Database from 'better-sqlite3'

/**
 * Loaded before the program: counts everything that leaves a mark on the disk, and kills the process right before the one whose
 * number is in KILL_AT, as kill -9 would. With CLOCK_BACK the clock jumps back by a day half-way.
 */
if (isMainThread) {
  const killAt = Number(process.env.KILL_AT ?? Infinity)
  let points = 0
  const point = (): void => {
    if (++points === killAt) process.kill(process.pid, 'SIGKILL')
  }
  const counted = (owner: object, names: string[]): void => {
    for (const name of names) {
      const work = Reflect.get(owner, name) as (...values: unknown[]) => unknown
      Reflect.set(owner, name, function (this: unknown, ...values: unknown[]) {
        point()
        return work.apply(this, values)
      })
    }
  }
  const database = new Database(':memory:')
  counted(Object.getPrototypeOf(database) as object, ['exec'])
  counted(Object.getPrototypeOf(database.prepare('SELECT 1')) as object, ['run'])
  database.close()
  counted(fs, ['writeSync', 'fsyncSync', 'renameSync', 'linkSync', 'rmSync'])
  syncBuiltinESMExports()
  process.on('exit', () => process.stderr.write(`POINTS ${points}\n`))

  if (process.env.CLOCK_BACK !== undefined) {
    const now = Date.now
    let calls = 0
    Date.now = () => now() - (++calls > Number(process.env.CLOCK_BACK) ? 86_400_000 : 0)
  }
}
