import { fileURLToPath } from 'node:url'
import { BroadcastChannel } from 'node:worker_threads'
import { startCore } from '../../../src/main/core/start.ts'
import { aboutThis } from '../../../src/main/host/about.ts'
import { built, builtPage } from '../../../src/main/host/build.ts'
import { serveBrowser } from '../../../src/main/host/browser/server.ts'
import type { Answer, Question } from './memory.ts'
import { channelName, heapOfThisThread } from './memory.ts'

// The browser host with the streaming core. Its parent asks questions, and tells it to end.
const [home, project] = process.argv.slice(2)
const here = (path: string): URL => new URL(`../../../${path}`, import.meta.url)
const core = await startCore(
  new URL('stream.worker.ts', import.meta.url),
  {
    ...{ home, project },
    presetsFolder: fileURLToPath(here('resources/presets')),
    workerUrl: here('src/main/workers/engine.worker.ts').href,
    about: aboutThis('0', 'browser', built),
  },
  {
    ask: () => Promise.resolve(null),
    ...{ opened: () => undefined, busy: () => undefined },
    report: (where, message) => process.stderr.write(`${where}: ${message}\n`),
    died: (error) => {
      throw error
    },
  },
)
const host = await serveBrowser({ core, pageFolder: builtPage, port: 0 })
const channel = new BroadcastChannel(channelName)
process.on('message', (order: Question | 'end') => {
  if (order === 'end') void end()
  else channel.postMessage(order)
})
channel.onmessage = ({ data }) => process.send?.({ core: data as number, mainMb: heapOfThisThread() } satisfies Answer)
process.on('disconnect', () => void end())
process.send?.({ url: host.url })

async function end(): Promise<void> {
  await host.close()
  await core.close()
  process.exit(0)
}
