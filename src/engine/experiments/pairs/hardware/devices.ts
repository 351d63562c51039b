import type { BcallParameters } from '../../../models/plasticity/bcall.ts'
import { mismatched } from '../../../models/plasticity/mismatch.ts'
import { stream } from '../../../random/random.ts'
import { STREAM } from '../../../random/streams.ts'
import { netPerS, poissonDrift, transitionRateHz } from '../../../theory/drift.ts'
import { pairRuleOf } from '../../../theory/pairing.ts'
import type { Bench } from '../build.ts'
import { net, pairedDrive } from '../pairing-run.ts'
import { playPair } from '../play.ts'
import { pairTrains, type Trains } from '../trains.ts'
import { poisson } from './registers.ts'

/** What a device still does, by simulation. */
export interface Device {
  parameters: BcallParameters
  /** At 50 Hz pairs potentiate in either order. */
  srdp: boolean
  /** Poisson firing depresses at a third of the nominal transition rate and potentiates at three times it. */
  turns: boolean
  /** Pairs pre before post open the synapse from 0, pairs post before pre close it from 1, each within three times the nominal number. */
  flips: boolean
  /** Closed form: 0 if the device potentiates at all rates, Infinity if it depresses at all rates. */
  transitionHz: number
}

interface PoissonTrial {
  rateHz: number
  trains: Trains
  durationMs: number
  /** What the nominal rule is expected to change, less what it changes on these very trains. */
  correction: number
}

export interface DeviceBench {
  nominal: BcallParameters
  bench: Bench
  low: PoissonTrial
  high: PoissonTrial
  pairsToOpen: number
  pairsToClose: number
}

/** Whether the closed form says that a device turns within the two rates of the simulated test. */
export function shouldTurn({ transitionHz }: Device, { low, high }: DeviceBench): boolean {
  return low.rateHz < transitionHz && transitionHz < high.rateHz
}

const lagMs = 10
const fastPeriodMs = 20
const slowPeriodMs = 100
const patience = 3
const mostPairs = 5000

/** Trains and reference values that all devices share, so that they differ in nothing but themselves. */
export function deviceBench(nominal: BcallParameters, bench: Bench, spikes: number, seed: number): DeviceBench {
  const transition = transitionRateHz(pairRuleOf(nominal))
  const reference = Number.isNaN(transition) ? 20 : transition
  const trainsAt = (rateHz: number, index: number): PoissonTrial => {
    const durationMs = (1000 * spikes) / rateHz
    const trains = poisson(seed, rateHz, durationMs, index)
    const expected = (netPerS(poissonDrift(pairRuleOf(nominal), rateHz, rateHz)) * durationMs) / 1000
    const found = net(bench.drive(nominal, trains, durationMs))
    return { rateHz, trains, durationMs, correction: nominal.stopLearning.on ? 0 : expected - found }
  }
  return {
    nominal,
    bench,
    low: trainsAt(reference / 3, 0xfffffff0),
    high: trainsAt(reference * 3, 0xfffffff1),
    pairsToOpen: pairsToFlip(nominal, bench, 'open', mostPairs),
    pairsToClose: pairsToFlip(nominal, bench, 'close', mostPairs),
  }
}

export function makeDevice(shared: DeviceBench, variation: number, seed: number, index: number): Device {
  const { nominal, bench } = shared
  const parameters = mismatched(nominal, variation, stream(seed, STREAM.deviceMismatch, index))
  // The noise of the shared trains is largely the same for the nominal rule, where it is known: a control variate.
  const poissonNet = ({ trains, durationMs, correction }: PoissonTrial) =>
    net(bench.drive(parameters, trains, durationMs)) + correction
  const flipsWithin = (flip: 'open' | 'close', pairs: number) =>
    pairsToFlip(parameters, bench, flip, Math.min(mostPairs, Math.ceil(patience * pairs))) < Infinity
  return {
    parameters,
    srdp:
      net(pairedDrive(parameters, bench, 40, lagMs, fastPeriodMs)) > 0 &&
      net(pairedDrive(parameters, bench, 40, -lagMs, fastPeriodMs)) > 0,
    turns: poissonNet(shared.low) < 0 && poissonNet(shared.high) > 0,
    flips: flipsWithin('open', shared.pairsToOpen) && flipsWithin('close', shared.pairsToClose),
    transitionHz: transitionOrLimit(parameters),
  }
}

function transitionOrLimit(parameters: BcallParameters): number {
  const rule = pairRuleOf(parameters)
  const rateHz = transitionRateHz(rule)
  if (!Number.isNaN(rateHz)) return rateHz
  return netPerS(poissonDrift(rule, 1000, 1000)) > 0 ? 0 : Infinity
}

/** Pairs until the hidden weight crosses the threshold, bistable drift included; Infinity if it never does. */
function pairsToFlip(rule: BcallParameters, bench: Bench, flip: 'open' | 'close', most: number): number {
  const opens = flip === 'open'
  const trains = pairTrains(most, opens ? lagMs : -lagMs, slowPeriodMs)
  let pairs = Infinity
  playPair(bench.rule, rule, trains, {
    hiddenWeight: opens ? 0 : 1,
    endMs: most * slowPeriodMs,
    onInstant: ({ timeMs, after }) => {
      if (pairs === Infinity && after.synapse.w > rule.thetaW === opens) pairs = Math.floor(timeMs / slowPeriodMs) + 1
    },
  })
  return pairs
}
