import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import type { CoreThread } from '../../src/main/core/start.ts'
import { serveBrowser } from '../../src/main/host/browser/server.ts'
import { diagnose } from '../../src/main/services/doctor/index.ts'
import type { TestClient } from '../support/core.ts'
import { openCore, overPort, overWebsocket } from '../support/core.ts'
import { hostileFrame } from './frames.ts'
import type { CallsReport } from './procedures.ts'
import { fuzzProcedures, makeWorld } from './procedures.ts'
import { generator } from './random.ts'

export interface HostsReport {
  calls: Record<'websocket' | 'messagePort', CallsReport>
  frames: number
  /** Anything but answers and sentences: over a wire, in the log of the core, or in the project. */
  defects: string[]
  grownMb: number
}

/** Both transports of a real core, given what they do not expect. */
export async function fuzzHosts(folder: string, rounds: number, seed: number): Promise<HostsReport> {
  // Relative paths that lead upwards end inside the folder.
  const projects = join(folder, 'home', 'deep', 'er')
  mkdirSync(projects, { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  const file = join(folder, 'home', 'deep', 'a.bistable')
  const defects: string[] = []
  const before = process.memoryUsage().rss
  const core = await openCore(join(folder, 'home', 'settings'), file, (where, message) =>
    defects.push(`reported by ${where}: ${message}`),
  )
  const host = await serveBrowser({ core, pageFolder: folder, port: 0 })
  const fuzz = async (lab: TestClient): Promise<CallsReport> => {
    await lab.client.mutation('app.changeSettings', { projectFolder: projects })
    const report = await fuzzProcedures(lab, await makeWorld(lab, join(folder, 'home', 'deep')), rounds, seed)
    await lab.close()
    return report
  }
  try {
    const websocket = await fuzz(overWebsocket(host.url))
    const messagePort = await fuzz(overPort(() => core.connect(1)))
    const frames = 20 * rounds
    await sendFrames(core, `${host.url.replace('http:', 'ws:')}rpc`, frames, seed)
    // It still answers a new page.
    const lab = overWebsocket(host.url)
    await lab.client.query('app.about')
    await lab.close()
    const grownMb = (process.memoryUsage().rss - before) / 1e6
    defects.push(...websocket.defects, ...messagePort.defects)
    return { calls: { websocket, messagePort }, frames, defects, grownMb }
  } finally {
    await host.close()
    await core.close()
    defects.push(...diagnose(file).findings.map(({ where, what }) => `the project: ${where}: ${what}`))
  }
}

async function sendFrames(core: CoreThread, url: string, count: number, seed: number): Promise<void> {
  const random = generator(seed)
  for (let k = 0; k < count; k++) {
    const socket = new WebSocket(url)
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    socket.send(hostileFrame(random))
    socket.close()
    const port = core.connect(9)
    port.postMessage(hostileFrame(random))
    port.close()
  }
}
