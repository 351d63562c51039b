import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Which process carries a run, in a way that a reused process id cannot fake. */
export interface ProcessIdentity {
  /** Machine, its boot and its process namespace, hashed: where the process id below means something. */
  host: string
  processId: number
  /** When the process was started, in ticks since boot; '' where the system does not tell. */
  processToken: string
}

export interface SignOfLife extends ProcessIdentity {
  heartbeatAtMs: number
}

/** A carrier writes its heartbeat at least this often. */
export const heartbeatEveryMs = 2_000
/** Without a better witness, a carrier is given up after this long; a laptop may have slept a while. */
const heartbeatLimitMs = 60_000

export function thisProcess(): ProcessIdentity {
  const where = [
    hostname(),
    attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    attempt(() => readlinkSync('/proc/self/ns/pid')),
  ]
  return {
    host: createHash('sha256').update(where.join('\n')).digest('hex').slice(0, 16),
    processId: process.pid,
    processToken: startOf(process.pid) ?? '',
  }
}

/** Whether the process that carries a run still exists, as well as this process can tell. */
export function isAlive(carrier: SignOfLife, self: ProcessIdentity, nowMs: number): boolean {
  if (carrier.host === self.host) {
    if (!exists(carrier.processId)) return false
    if (carrier.processToken !== '') return startOf(carrier.processId) === carrier.processToken
  }
  // A heartbeat from the future was written before a clock was set back: it proves nothing either.
  return Math.abs(nowMs - carrier.heartbeatAtMs) < heartbeatLimitMs
}

function exists(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Field 22 of /proc/<pid>/stat; the second field is a name in parentheses that may contain anything. */
function startOf(processId: number): string | undefined {
  const stat = attempt(() => readFileSync(`/proc/${processId}/stat`, 'utf8'))
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
