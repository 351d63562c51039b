import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { ActivityEvent, LiveFrame } from '../../../src/contract/api.ts'
import type { Design } from '../../../src/contract/design/index.ts'
import type { RunDetails } from '../../../src/contract/runs.ts'
import type { CoreThread } from '../../../src/main/core/start.ts'
import type { BrowserHost } from '../../../src/main/host/browser/server.ts'
import { serveBrowser } from '../../../src/main/host/browser/server.ts'
import type { TestClient } from '../../support/core.ts'
import { openCore, overPort, overWebsocket } from '../../support/core.ts'

const folder = mkdtempSync(join(tmpdir(), 'bistable-slow-'))
let core: CoreThread
let host: BrowserHost

beforeAll(async () => {
  core = await openCore(join(folder, 'home'), join(folder, 'a.bistable'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  host = await serveBrowser({ core, pageFolder: folder, port: 0 })
})
afterAll(async () => {
  await host.close()
  await core.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A client that can stop reading while its connection stays open. */
interface Deaf extends TestClient {
  stopReading: () => void
}

function websocket(): Deaf {
  const sockets: WebSocket[] = []
  class Remembered extends WebSocket {
    constructor(url: string) {
      super(url)
      sockets.push(this)
    }
  }
  const client = overWebsocket(host.url, Remembered)
  return {
    ...client,
    stopReading: () => sockets.forEach((socket) => (socket as unknown as { _socket: Socket })._socket.pause()),
    close: () => {
      for (const socket of sockets) socket.terminate()
      return client.close()
    },
  }
}

function port(): Deaf {
  const ports: MessagePort[] = []
  const client = overPort(() => {
    ports.push(core.connect(1))
    return ports.at(-1)!
  })
  return { ...client, stopReading: () => ports.forEach((each) => each.removeAllListeners('message')) }
}

async function shortDesign({ client }: TestClient): Promise<Design> {
  const design = (await client.query('designs.ofPreset', { preset: 'mnist-feedforward' })) as Design
  if (design.kind !== 'classification') throw new Error('not a classification')
  const { schedule, evaluation, output } = design
  return {
    ...design,
    output: { ...output, unitsPerClass: 5 },
    schedule: { ...schedule, trainSamples: 400 },
    evaluation: { ...evaluation, everySamples: 20, holdOutSamples: 20, testSamples: 100 },
  }
}

async function start({ client }: TestClient, design: Design): Promise<string> {
  const started = await client.mutation('runs.start', { design, preset: null, seeds: [5], workers: 1 })
  return (started as { runIds: string[] }).runIds[0]
}

/** What a run has come to, once it has ended. */
async function result({ client }: TestClient, runId: string): Promise<RunDetails> {
  let details = (await client.query('history.get', { runId })) as RunDetails
  while (['queued', 'running'].includes(details.status)) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    details = (await client.query('history.get', { runId })) as RunDetails
  }
  return details
}

const request = { spikes: true, probes: [], everySteps: 1, weights: true }

describe.each([
  ['a websocket', websocket],
  ['a message port', port],
])('a client over %s that reads nothing more', (_, open) => {
  test('changes nothing in the run, and finds everything when it comes back', async () => {
    const other = overPort(() => core.connect(2))
    const design = await shortDesign(other)
    const alone = await result(other, await start(other, design))

    const deaf = open()
    const runId = await start(deaf, design)
    const frames: LiveFrame[] = []
    await new Promise<void>((resolve) => {
      deaf.client.subscription('live.activity', undefined, { onData: () => undefined })
      deaf.client.subscription(
        'live.watch',
        { runId, request },
        {
          onData: (frame) => {
            frames.push(frame as LiveFrame)
            resolve()
          },
        },
      )
    })
    deaf.stopReading()

    const ended = await result(other, runId)
    expect(ended).toMatchObject({ status: 'completed', digest: alone.digest })
    // Two were on their way when it stopped; none was made for it afterwards.
    expect(frames.length).toBeLessThanOrEqual(2)
    await deaf.close()

    const back = open()
    const metrics = (await back.client.query('history.metrics', {
      runIds: [runId],
      name: 'heldOutAccuracy',
    })) as Record<string, { step: number[] }>
    expect(metrics[runId].step).toHaveLength(20)
    await back.close()
    await other.close()
  })
})

test('a connection that is lost leaves its run going, and the next one joins it', async () => {
  const first = websocket()
  const runId = await start(first, await shortDesign(first))
  first.client.subscription('live.watch', { runId, request }, { onData: () => undefined })
  await first.close()

  const second = websocket()
  const standing = await new Promise<ActivityEvent>((resolve) =>
    second.client.subscription('live.activity', undefined, { onData: (event) => resolve(event as ActivityEvent) }),
  )
  expect(standing).toMatchObject({ type: 'run', run: { id: runId } })
  expect(await result(second, runId)).toMatchObject({ status: 'completed' })
  await second.close()
})
