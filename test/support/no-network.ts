import dgram from 'node:dgram'
import dns from 'node:dns'
import { Socket } from 'node:net'
import { syncBuiltinESMExports } from 'node:module'

// Loaded before a program: whatever would reach beyond this process is refused, and said on stderr.
const refuse = (): never => {
  process.stderr.write('NETWORK\n')
  throw new Error('The network was asked for.')
}
Socket.prototype.connect = refuse
dns.lookup = refuse as never
dgram.createSocket = refuse
globalThis.fetch = refuse
syncBuiltinESMExports()
