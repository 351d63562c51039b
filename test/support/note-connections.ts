import { appendFileSync } from 'node:fs'
import { Socket } from 'node:net'

// Imported into a program before its own code, and into its threads: notes every address beyond this machine that it turns to.
const file = process.env.CONNECTIONS_FILE
if (file !== undefined) {
  appendFileSync(file, '')
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the socket again
  const connect = Socket.prototype.connect as (...given: unknown[]) => Socket
  Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
    const host = hostOf(given)
    if (host !== undefined && !/^(localhost|127\.|::1$)/.test(host)) appendFileSync(file, `${host}\n`)
    return connect.apply(this, given)
  }
}

/** Of the arguments that node:net takes: (options), (port, host), (path), or a list of them made before. */
function hostOf(given: unknown[]): string | undefined {
  const [first, second] = Array.isArray(given[0]) ? (given[0] as unknown[]) : given
  if (typeof first === 'object' && first !== null) return (first as { host?: string }).host
  return typeof first === 'number' && typeof second === 'string' ? second : undefined
}
