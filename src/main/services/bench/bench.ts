import { availableParallelism, cpus } from 'node:os'
import { makeWorkload } from '../../../engine/index.ts'
import { measureCosts, measureOneThread } from './measure.ts'
import { compareBrian2 } from './peer-brian2.ts'
import { comparePeerC } from './peer-c.ts'
import type { BenchReport, PeerReport, PlasticSample } from './report.ts'
import { measureThreads } from './threads.ts'

export { describeBench } from './describe.ts'

export type BenchPeer = 'brian2' | 'c'

export interface BenchOptions {
  /** Measure this one beside us, in the same run. */
  peer?: BenchPeer | undefined
  /** Fewer sizes and samples: to see whether it works. */
  quick?: boolean
  /** What is being measured now. */
  say?: (line: string) => void
}

const seed = 1
const sizes = [
  { outputs: 10, samples: 400 },
  { outputs: 100, samples: 250 },
  { outputs: 500, samples: 100 },
  { outputs: 2000, samples: 40 },
]
const quickSizes = [
  { outputs: 10, samples: 60 },
  { outputs: 100, samples: 40 },
]
/** Brian2 needs tens of milliseconds for a sample of more. */
const largestPeer = 500

/** Milliseconds per sample and synaptic events per second of the benchmark network, by size and number of threads. */
export async function bench({ peer, quick = false, say = () => undefined }: BenchOptions): Promise<BenchReport> {
  const chosen = quick ? quickSizes : sizes
  const plasticSample: PlasticSample[] = []
  for (const { outputs, samples } of chosen) {
    const drive = makeWorkload(outputs, samples, seed)
    for (const precision of ['f32', 'f64'] as const) {
      say(`${outputs} outputs, one thread, ${precision}`)
      plasticSample.push(measureOneThread(drive, precision))
    }
    for (const threads of threadCounts()) {
      say(`${outputs} outputs, ${threads} threads`)
      plasticSample.push(await measureThreads(outputs, samples, seed, threads))
    }
  }
  say('parts of a step')
  const costs = measureCosts(makeWorkload(100, quick ? 40 : 200, seed))
  return {
    machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), node: process.version },
    workload:
      'one sample of 300 ms in steps of 1 ms: 784 inputs, 100 of them active at 50 Hz, all-to-all plastic synapses, a teacher at ' +
      '105 Hz for a tenth of the outputs, stop-learning gates, bistability',
    plasticSample: plasticSample.filter(({ precision }) => precision === 'f32'),
    exactSample: plasticSample.filter(({ precision }) => precision === 'f64'),
    scaling: scalingOf(plasticSample.filter(({ precision, threads }) => precision === 'f32' && threads === 1)),
    costs,
    peer: peer ? await compare(peer, chosen, quick, say) : null,
  }
}

async function compare(
  peer: BenchPeer,
  chosen: { outputs: number; samples: number }[],
  quick: boolean,
  say: (line: string) => void,
): Promise<PeerReport> {
  switch (peer) {
    case 'c':
      return comparePeerC(chosen, seed, say)
    case 'brian2': {
      const rounds = quick ? 3 : 9
      const small = chosen.filter(({ outputs }) => outputs <= largestPeer)
      const short = small.map(({ outputs }) => ({ outputs, samples: quick ? 20 : outputs > 100 ? 40 : 70 }))
      return compareBrian2(short, rounds, seed, say)
    }
  }
}

/** 2, 4, 8, ... and all cores. */
function threadCounts(): number[] {
  const cores = availableParallelism()
  const counts: number[] = []
  for (let threads = 2; threads < cores; threads *= 2) counts.push(threads)
  if (cores > 1) counts.push(cores)
  return counts
}

function scalingOf(rows: PlasticSample[]): BenchReport['scaling'] {
  const events = (row: PlasticSample): number => row.eventsPerSecond * row.msPerSample
  return rows.slice(1).map((row, place) => ({
    from: rows[place].outputs,
    to: row.outputs,
    timesEvents: events(row) / events(rows[place]),
    timesTime: row.msPerSample / rows[place].msPerSample,
  }))
}
