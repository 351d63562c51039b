import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActivityEvent, LiveFrame } from '../../../src/contract/api.ts'
import type { HistoryPage } from '../../../src/contract/history.ts'
import type { Design } from '../../../src/contract/design/index.ts'
import type { CoreThread } from '../../../src/main/core/start.ts'
import type { BrowserHost } from '../../../src/main/host/browser/server.ts'
import { serveBrowser } from '../../../src/main/host/browser/server.ts'
import type { TestClient } from '../../support/core.ts'
import { openCore, overPort, overWebsocket } from '../../support/core.ts'

const folder = mkdtempSync(join(tmpdir(), 'bistable-contract-'))
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

const transports: [string, () => TestClient][] = [
  ['a websocket', () => overWebsocket(host.url)],
  ['a message port', () => overPort(() => core.connect(1))],
]

describe.each(transports)('over %s', (_, connect) => {
  let lab: TestClient
  beforeAll(() => {
    lab = connect()
  })
  afterAll(() => lab.close())

  const short = async (): Promise<Design> => {
    const design = (await lab.client.query('designs.ofPreset', { preset: 'mnist-feedforward' })) as Design
    if (design.kind !== 'classification') throw new Error('not a classification')
    const { schedule, evaluation } = design
    return {
      ...design,
      schedule: { ...schedule, trainSamples: 60 },
      evaluation: { ...evaluation, everySamples: 0, holdOutSamples: 0, testSamples: 100 },
    }
  }

  test('errors are plain: code, sentence and facts, and no stack', async () => {
    const refused = await lab.client.query('history.get', { runId: 'nothing' }).catch((error: unknown) => error)
    const { data, shape } = refused as { data: object; shape: object }
    expect(data).toMatchObject({ code: 'RUN_NOT_FOUND', facts: { run: 'nothing' } })
    expect(JSON.stringify(shape)).not.toMatch(/ at |\.ts:/)
  })

  test.each([
    ['history.query', { filter: 3 }],
    ['history.query', { filter: '', sort: { by: 'number', descending: true }, offset: -1, limit: 5 }],
    ['designs.fields', { kind: '__proto__' }],
    ['app.about', { surplus: true }],
  ])('refuses a wrong input to %s', async (path, input) => {
    await expect(lab.client.query(path, input)).rejects.toMatchObject({ data: { code: 'INPUT_INVALID' } })
  })

  test('says of many wrong things what the first are', async () => {
    const runIds = Array.from({ length: 1000 }, (_, n) => n)
    const refused = lab.client.query('history.metrics', { runIds, name: 'accuracy' })
    await expect(refused).rejects.toThrow(/runIds\.4: [^;]*; and 995 more\.$/)
  })

  test('does not know what is not in the contract', async () => {
    await expect(lab.client.query('app.constructor')).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } })
  })

  test('a run is followed from its start to the history', async () => {
    const design = await short()
    const events: ActivityEvent[] = []
    const ended = new Promise<void>((resolve) => {
      lab.client.subscription('live.activity', undefined, {
        onData: (data) => {
          const event = data as ActivityEvent
          events.push(event)
          if (event.type === 'run' && ['completed', 'failed', 'stopped'].includes(event.run.status)) resolve()
        },
      })
    })
    const { runIds } = (await lab.client.mutation('runs.start', { design, preset: null, seeds: [3] })) as {
      runIds: string[]
    }
    const frames: LiveFrame[] = []
    const request = { spikes: true, probes: [], everySteps: 1, weights: true }
    lab.client.subscription('live.watch', { runId: runIds[0], request }, { onData: (f) => frames.push(f as LiveFrame) })
    await ended
    expect(events.some(({ type }) => type === 'progress')).toBe(true)
    const sort = { by: 'number', descending: true }
    const query = { filter: `id:${runIds[0]} status:completed`, sort, offset: 0, limit: 10 }
    const page = (await lab.client.query('history.query', query)) as HistoryPage
    expect(page).toMatchObject({ total: 1, filterProblem: null, runs: [{ id: runIds[0], seed: 3 }] })
    // Nobody said that frames were taken: there are never more than two on their way.
    expect(frames.length).toBeLessThanOrEqual(2)
    for (const frame of frames) expect(frame.spikes).toBeInstanceOf(Int32Array)
    const answer = await lab.client.mutation('runs.probe', {
      runId: runIds[0],
      pixels: new Uint8Array(784).fill(180, 300, 500),
    })
    expect((answer as { counts: Uint16Array }).counts).toBeInstanceOf(Uint16Array)
  })
})
