import { parseArgs } from 'node:util'
import type { BenchPeer } from '../../src/main/services/bench/bench.ts'
import { bench, describeBench } from '../../src/main/services/bench/bench.ts'
import { measureCheckpoints } from './checkpoints.ts'
import { measureGuard } from './guard.ts'
import { measureHistory } from './history.ts'
import { measureLongRun } from './long-run.ts'
import type { Section, SectionReport } from './report.ts'
import { describeSection } from './report.ts'
import { measureRulePanel } from './rule-panel.ts'
import { measureStalls } from './stalls.ts'
import { measureStreaming } from './streaming/streaming.ts'
import { measureSweeps } from './sweeps.ts'
import { measureWatching } from './watching.ts'

/** Each against what it has promised. The engine has a report of its own. */
const sections: Readonly<Record<string, Section>> = {
  watching: measureWatching,
  stalls: measureStalls,
  streaming: measureStreaming,
  history: measureHistory,
  sweeps: measureSweeps,
  'rule-panel': measureRulePanel,
  checkpoints: measureCheckpoints,
  guard: measureGuard,
  'long-run': measureLongRun,
}
const names = ['engine', ...Object.keys(sections)]
/** It takes as long as it is told to, and is asked for by name. */
const usual = names.filter((name) => name !== 'long-run')

const help = `npm run bench [-- options]     Measures this machine. Nothing else should run on it meanwhile.

  --only A,B       Of ${names.join(', ')}. Default: all but long-run; with --peer the engine alone.
  --minutes N      How long the long run trains. Default: 20.
  --peer NAME      brian2 or c: measure another program beside the engine, in the same run.
  --quick          Fewer repetitions: to see whether it works.
  --frames N       Frames of the long stream. Default: 18000, an hour at 5 a second.
  --runs N         Runs in the long history. Default: 10000.
  --json           One line of JSON in the end.
`

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    peer: { type: 'string' },
    quick: { type: 'boolean', default: false },
    frames: { type: 'string' },
    runs: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
// What was started ends with this program, also when it is told to end early.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
if (values.help) process.stdout.write(help)
else await measureAll()

async function measureAll(): Promise<void> {
  const { quick, json } = values
  const peer = peerNamed(values.peer)
  const only = values.only?.split(',') ?? (peer === undefined ? usual : ['engine'])
  const unknown = only.find((name) => !names.includes(name))
  if (unknown !== undefined) refuse(`--only ${unknown}: there is no such part. There are ${names.join(', ')}.`)
  const frames = count('frames', values.frames ?? (quick ? '500' : '18000'))
  const runs = count('runs', values.runs)
  const minutes = count('minutes', values.minutes)
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  const tell = (text: string): void => {
    if (!json) process.stdout.write(text)
  }

  const engine = only.includes('engine') ? await bench({ peer, quick, say }) : undefined
  if (engine !== undefined) tell(`${describeBench(engine)}\n`)
  const reports: Record<string, SectionReport> = {}
  for (const [name, measure] of Object.entries(sections)) {
    if (!only.includes(name)) continue
    reports[name] = await measure({ quick, frames, runs, minutes, say: (line) => say(`${name}: ${line}`) })
    tell(`${describeSection(name, reports[name])}\n`)
  }
  if (json) process.stdout.write(`${JSON.stringify({ ...engine, ...reports })}\n`)
}

function peerNamed(name: string | undefined): BenchPeer | undefined {
  if (name === undefined || name === 'brian2' || name === 'c') return name
  refuse(`--peer is ${name}: it must be one of brian2, c.`)
}

function count(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) refuse(`--${name} is ${text}: it must be a whole number above 0.`)
  return number
}

function refuse(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}
