import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CostEstimate } from '../../src/contract/api.ts'
import type { Design } from '../../src/contract/design/index.ts'
import { defaultDesign, designFile } from '../../src/contract/design/index.ts'
import type { RunDetails, RunReport } from '../../src/contract/runs.ts'
import { withTemporaryFolder } from '../../src/main/services/bench/temporary.ts'
import { mainScript } from '../support/cli-process.ts'
import type { TestClient } from '../support/core.ts'
import { overWebsocket } from '../support/core.ts'
import { startServer } from '../support/hosts.ts'
import type { SectionOptions, SectionReport } from './report.ts'
import { measured } from './report.ts'
import { slope } from './streaming/memory.ts'
import { pause } from './wait.ts'

const WATCHERS = 3
const SAMPLES = 120
/** Tables and indices of a project with little in it. */
const EMPTY_BYTES = 400_000
/** How fast it goes is measured first. */
const TRIAL_MS = 8_000
/** Caches and pools fill at first. */
const WARM_UP = 0.25
/** Shorter, and a slope is noise. */
const LEAST_MINUTES = 10

/**
 * A training for long, followed by several views, beside the same one in a terminal that nobody looks at: memory, file, views, and
 * whether both come to the same bits.
 */
export async function measureLongRun({ minutes, say }: SectionOptions): Promise<SectionReport> {
  return withTemporaryFolder(async (folder) => {
    const file = join(folder, 'watched.bistable')
    const host = await startServer({
      ...{ home: join(folder, 'home'), project: file },
      imports: [fileURLToPath(new URL('collect.ts', import.meta.url))],
      environment: { BENCH_MEMORY: join(folder, 'memory') },
    })
    const lab = overWebsocket(host.url)
    try {
      const { design, digits } = await designFor(lab, minutes)
      const predicted = (await lab.client.query('designs.estimate', { design, seeds: 1, workers: 1 })) as CostEstimate
      const alone = digestAlone(folder, design)
      const { runIds } = (await lab.client.mutation('runs.start', {
        ...{ design, preset: null, seeds: [1], workers: 1 },
      })) as { runIds: string[] }
      const watchers = Array.from({ length: WATCHERS }, () => watch(host.url, runIds[0]))
      const memory = await follow(lab, runIds[0], join(folder, 'memory'), minutes, say)
      const resident = residentMb(host.process.pid!)
      const details = (await lab.client.query('history.get', { runId: runIds[0] })) as RunDetails
      const seen = await Promise.all(watchers.map((watcher) => watcher.close()))
      await lab.close()
      // Its last act is to fold what is pending into the file.
      await end(host.process)
      const fileBytes = statSync(file).size
      say('waiting for the one that nobody watches')
      const digest = await alone
      const checkpointBytes = details.checkpoints.reduce((sum, { bytes }) => sum + bytes, 0)
      const expected = EMPTY_BYTES + predicted.recordedBytes + checkpointBytes
      const counted = memory.slice(Math.floor(memory.length * WARM_UP))
      const long = minutes >= LEAST_MINUTES
      return {
        setup:
          `${digits} digits shown to 100 units on one thread in ${(details.wallMs / 60_000).toFixed(1)} min, followed by ` +
          `${WATCHERS} views that take every frame, with snapshots of the weights and checkpoints every minute, garbage ` +
          `collected every 5 s; the same run in a terminal beside it`,
        measurements: [
          measured('same digest as without watchers', '', details.digest === digest ? 1 : 0, { atLeast: 1 }),
          measured('memory in use grows', 'MB/h', slope(counted), long ? { atMost: 20 } : undefined),
          measured('memory in use in the end', 'MB', counted.at(-1)!.mb),
          measured('resident in the end', 'MB', resident),
          measured('file over what was predicted', '', fileBytes / expected, { atMost: 1.1 }),
          measured('file in the end', 'MB', fileBytes / 1e6),
          measured('frames of the view that got fewest', '', Math.min(...seen.map(({ frames }) => frames)), {
            atLeast: 10,
          }),
          measured(
            'longest that a view waited for one',
            's',
            Math.max(...seen.map(({ longestMs }) => longestMs)) / 1000,
            {
              atMost: 15,
            },
          ),
        ],
      }
    } finally {
      await end(host.process)
    }
  })
}

/** So many digits as take about this long. */
async function designFor(lab: TestClient, minutes: number): Promise<{ design: Design; digits: number }> {
  const base = defaultDesign('classification')
  const of = (trainSamples: number, epochs: number): Design => ({
    ...base,
    schedule: { ...base.schedule, trainSamples, epochs },
    recorders: { ...base.recorders, weightEverySamples: Math.ceil((trainSamples * epochs) / 20) },
    evaluation: { ...base.evaluation, everySamples: 0, holdOutSamples: 1000, testSamples: 1000 },
  })
  const { runIds } = (await lab.client.mutation('runs.start', {
    ...{ design: of(50_000, 50), preset: null, seeds: [1], workers: 1 },
  })) as { runIds: string[] }
  await pause(TRIAL_MS)
  await lab.client.mutation('runs.stop', { runId: runIds[0] })
  let trial: RunDetails
  do {
    await pause(100)
    trial = (await lab.client.query('history.get', { runId: runIds[0] })) as RunDetails
  } while (trial.status !== 'stopped')
  const digits = Math.max(1000, Math.round((trial.progress.done * minutes * 60_000) / trial.wallMs))
  const epochs = Math.ceil(digits / 50_000)
  const trainSamples = Math.round(digits / epochs)
  return { design: of(trainSamples, epochs), digits: trainSamples * epochs }
}

/** What the same training comes to in a terminal. */
async function digestAlone(folder: string, design: Design): Promise<string | null> {
  const file = join(folder, 'design.json')
  writeFileSync(file, designFile(design))
  const words = [mainScript, 'run', file, '--project', join(folder, 'alone.bistable'), '--workers', '1', '--json']
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill())
  let out = ''
  child.stdout.on('data', (text: Buffer) => (out += text.toString()))
  await once(child, 'close')
  return (JSON.parse(out.trimEnd().split('\n').at(-1)!) as RunReport).digest
}

async function end(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return
  const ended = once(host, 'exit')
  host.kill('SIGINT')
  await ended
}

interface Watched {
  frames: number
  longestMs: number
}

/** A view that says of every frame that it has taken it. */
function watch(url: string, runId: string): { close: () => Promise<Watched> } {
  const lab = overWebsocket(url)
  const seen: Watched = { frames: 0, longestMs: 0 }
  let lastMs = performance.now()
  const probes = [{ kind: 'membrane', population: 'output', neuron: 0 }]
  const request = { spikes: true, probes, everySteps: 1, weights: true }
  lab.client.subscription(
    'live.watch',
    { runId, request },
    {
      onData: () => {
        const nowMs = performance.now()
        seen.frames += 1
        seen.longestMs = Math.max(seen.longestMs, nowMs - lastMs)
        lastMs = nowMs
        void lab.client.mutation('live.taken', { runId }).catch(() => undefined)
      },
    },
  )
  return {
    close: async () => {
      await lab.close()
      return seen
    },
  }
}

/** What the threads of the process use until the run has ended, by the hours that have passed. */
async function follow(
  lab: TestClient,
  runId: string,
  file: string,
  minutes: number,
  say: (line: string) => void,
): Promise<{ at: number; mb: number }[]> {
  const began = performance.now()
  const memory: { at: number; mb: number }[] = []
  for (;;) {
    await pause((minutes * 60_000) / SAMPLES)
    const { status, progress } = (await lab.client.query('history.get', { runId })) as RunDetails
    if (status !== 'running' && status !== 'queued') return memory
    memory.push({ at: (performance.now() - began) / 3_600_000, mb: Number(readFileSync(file, 'utf8')) })
    if (memory.length % 10 === 0)
      say(`${progress.phase} ${progress.done} of ${progress.total}: ${memory.at(-1)!.mb.toFixed(0)} MB`)
  }
}

function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1000
}
