import { join } from 'node:path'
import { defaultDesign } from '../../src/contract/design/index.ts'
import type { Design } from '../../src/contract/design/index.ts'
import { procedureList } from '../../src/contract/procedures.ts'
import type { LabApi } from '../../src/contract/api.ts'
import type { HistoryPage } from '../../src/contract/history.ts'
import type { TestClient } from '../support/core.ts'
import type { Random, Vocabulary } from './inputs.ts'
import { below, hostileValue, mutated, shapeOf, validOf } from './inputs.ts'
import { generator } from './random.ts'

/** How long a call may take on a machine that does other things as well. */
const patienceMs = 60_000

export interface CallsReport {
  calls: number
  answered: number
  /** By code. */
  refused: Record<string, number>
  /** Anything but an answer or a sentence in time. */
  defects: string[]
  slowest: { path: string; ms: number }
}

/** A project with a run of each kind that takes no time, a design and a sweep; what is known of them. */
export async function makeWorld({ client }: TestClient, folder: string): Promise<Vocabulary> {
  const quick = { ...defaultDesign('mean-trace'), quality: 'quick' } as Design
  const digits = smallClassification()
  const { runIds } = (await client.mutation('runs.start', { design: quick, preset: null, seeds: [1, 2] })) as {
    runIds: string[]
  }
  for (;;) {
    const query = { filter: 'status:completed', sort: { by: 'number', descending: true }, offset: 0, limit: 10 }
    if (((await client.query('history.query', query)) as HistoryPage).total === runIds.length) break
  }
  const document = (await client.mutation('designs.create', { design: digits, preset: null })) as { id: string }
  const plan = { axes: [{ path: 'seed', spread: 'list', values: [1] }], seeds: [1], random: null }
  const file = JSON.stringify(quick)
  return {
    runId: [...runIds, 'latest', '#1', runIds[0].slice(0, 4), 'nothing'],
    id: [document.id, 'nothing'],
    sweepId: ['nothing', '1'],
    design: [quick, digits, digits, {}, { kind: 'classification' }, { kind: '__proto__', version: 1 }],
    plan: [plan, { ...plan, axes: [{ path: 'rule.etaPlus', spread: 'log', from: 0.001, to: 0.01, points: 3 }] }],
    preset: ['mnist-feedforward', 'figure-1-mean-trace', null, 'nothing'],
    dataset: ['mnist', folder, '/dev/null', '/proc/self'],
    path: [join(folder, 'a.bistable'), join(folder, 'b'), 'c.bistable', '../d', '/dev/null', '/proc/self/mem', '\0'],
    projectFolder: [join(folder, 'projects')],
    filter: ['status:completed', 'seed:1..3 name:"x"', 'rule.etaPlus>0.1 or -tag:a', '((', 'accuracy>', 'id:%_'],
    fileName: ['a.json', '../../a.json', 'a\0.json'],
    text: [
      file,
      `${file.slice(0, 60)}"`,
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      '{"__proto__":{}}',
      '\ufeff{}',
    ],
    setting: ['rule.etaPlus=0.01', 'name=x', 'kind=a', '=', 'rule=1', '__proto__.x=1', 'schedule.trainSamples=1e999'],
    figure: ['trace', '__proto__'],
    by: ['number', 'accuracy', 'rule.etaPlus', '__proto__', 'seed; --'],
    pixels: [new Uint8Array(784), new Uint8Array(3), new Uint8Array(0)],
    workers: [1, 2],
    limit: [1, 10],
    count: [1, 3],
  }
}

function smallClassification(): Design {
  const design = defaultDesign('classification')
  if (design.kind !== 'classification') throw new Error('not a classification')
  return {
    ...design,
    schedule: { ...design.schedule, trainSamples: 20 },
    evaluation: { ...design.evaluation, testSamples: 20, holdOutSamples: 0, everySamples: 0 },
  }
}

/** Calls every procedure with valid, nearly valid and hostile inputs. */
export async function fuzzProcedures(
  { client }: TestClient,
  vocabulary: Vocabulary,
  rounds: number,
  seed: number,
): Promise<CallsReport> {
  const random = generator(seed)
  const report: CallsReport = { calls: 0, answered: 0, refused: {}, defects: [], slowest: { path: '', ms: 0 } }
  const shapes = procedureList().map(({ path, procedure }) => ({
    ...{ path, kind: procedure.kind },
    shape: procedure.input === null ? null : shapeOf(procedure.input),
  }))
  for (let round = 0; round < rounds; round++) {
    for (const { path, kind, shape } of shapes) {
      const input = inputOf(shape, vocabulary, random)
      const began = performance.now()
      const outcome = await patiently(call(client, kind, path, input))
      const ms = performance.now() - began
      report.calls++
      if (ms > report.slowest.ms) report.slowest = { path, ms }
      if (outcome === 'answer') report.answered++
      else if ('code' in outcome) report.refused[outcome.code] = (report.refused[outcome.code] ?? 0) + 1
      else report.defects.push(`${path}(${abridged(input)}): ${outcome.defect}`)
    }
    await stopRuns(client)
  }
  return report
}

function inputOf(shape: ReturnType<typeof shapeOf> | null, vocabulary: Vocabulary, random: Random): unknown {
  if (shape === null) return random() < 0.5 ? undefined : hostileValue(random)
  const valid = validOf(shape, '', vocabulary, random)
  const kind = below(random, 10)
  if (kind < 3) return valid
  return kind < 9 ? mutated(valid, random) : hostileValue(random)
}

type Outcome = 'answer' | { code: string } | { defect: string }

function call(client: TestClient['client'], kind: string, path: string, input: unknown): Promise<Outcome> {
  switch (kind) {
    case 'query':
      return client.query(path, input).then(() => 'answer', judge)
    case 'mutation':
      return client.mutation(path, input).then(() => 'answer', judge)
    default:
      // That it has begun is the answer; it is ended at once.
      return new Promise((resolve) => {
        const settle = (outcome: Outcome): void => {
          resolve(outcome)
          setImmediate(() => subscription.unsubscribe())
        }
        const subscription = client.subscription(path, input, {
          onStarted: () => settle('answer'),
          onError: (error) => settle(judge(error)),
          onComplete: () => settle('answer'),
        })
      })
  }
}

/** A refusal has a code of its own and a sentence. */
function judge(error: unknown): Outcome {
  const { data, message } = error as { data?: { code?: string; message?: string }; message: string }
  if (data?.code === undefined) return { defect: `no refusal but ${message}` }
  if (['UNEXPECTED', 'INTERNAL_SERVER_ERROR'].includes(data.code)) return { defect: message }
  if (!/\S \S.*[.!?]$/s.test(message.trimEnd())) return { defect: `no sentence: ${message}` }
  if (message.length > 20_000) return { defect: `a sentence of ${message.length} characters` }
  return { code: data.code }
}

function patiently(outcome: Promise<Outcome>): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout>
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ defect: `no answer within ${patienceMs} ms` }), patienceMs)
  })
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer))
}

/** What was begun by accident does not go on. */
async function stopRuns(client: TestClient['client']): Promise<void> {
  const query: Parameters<LabApi['history']['query']>[0] = {
    ...{ filter: 'status:running or status:queued or status:paused', offset: 0, limit: 10_000 },
    sort: { by: 'number', descending: true },
  }
  const page = (await client.query('history.query', query).catch(() => null)) as HistoryPage | null
  // It may have ended meanwhile.
  for (const { id } of page?.runs ?? []) await client.mutation('runs.stop', { runId: id }).catch(() => undefined)
}

function abridged(input: unknown): string {
  try {
    return JSON.stringify(input).slice(0, 300)
  } catch {
    return String(input).slice(0, 300)
  }
}
