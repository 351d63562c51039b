import type { HardwareRobustnessDesign } from '../../../../contract/design/pairs/index.ts'
import type { RunEvent, RunOutcome } from '../../run.ts'
import { completed, linearSteps, Progress, ruleOf, scalar, standardBench, type Bench } from '../build.ts'
import { logSteps } from '../logspace.ts'
import { deviceBench, makeDevice, type Device } from './devices.ts'
import { hardwareChecks } from './hardware-checks.ts'
import { hardwareResults } from './hardware-figure.ts'
import { registerDrift, registerWindow, storedParts, type RegisterWindow } from './registers.ts'

const effort = {
  quick: { spikes: 1500, devices: 0.3 },
  default: { spikes: 6000, devices: 1 },
  publication: { spikes: 60000, devices: 5 },
}

export interface Batch {
  variation: number
  devices: Device[]
}

export interface DriftCurve {
  bits: number
  ratesHz: number[]
  perSpike: number[]
}

const largestLagMs = 100
/** In the trains that all devices share. */
const trainSpikes = 2000
/** Worth of all tests of a device. */
const deviceSpikes = 5 * trainSpikes

/** What the rule survives: registers of few bits, and devices that differ. */
export function* hardwareRobustnessProtocol(
  design: HardwareRobustnessDesign,
  seed: number,
  bench: Bench = standardBench,
): Generator<RunEvent, RunOutcome> {
  const { rounding, mismatch, tolerance } = design.hardware
  const bits = [...design.hardware.bits].sort((a, b) => a - b)
  const { spikes, devices: share } = effort[design.quality]
  const count = Math.max(10, Math.round(design.hardware.devices * share))
  const rule = ruleOf(design)
  const spec = { rule, bench, stochastic: rounding === 'stochastic', seed }
  const lagsMs = linearSteps(-largestLagMs, largestLagMs, 41).filter((lag) => lag !== 0)
  const ratesHz = logSteps(3, 120, 9)
  const total = storedParts.length * bits.length + 5 * ratesHz.length + mismatch.length * count
  const progress = new Progress('Hardware', total, 'steps')

  const windows: RegisterWindow[] = []
  for (const stored of storedParts) {
    for (const width of bits) {
      windows.push(registerWindow(spec, lagsMs, width, stored))
      yield* progress.step(0, 40 * lagsMs.length)
    }
  }
  const shownBits = shownOf(windows)
  const drifts: DriftCurve[] = []
  for (const width of [...shownBits, Infinity]) {
    const perSpike: number[] = []
    for (const [k, rateHz] of ratesHz.entries()) {
      perSpike.push(registerDrift(spec, width, rateHz, spikes, k))
      yield* progress.step((1000 * spikes) / rateHz, 10 * spikes)
    }
    drifts.push({ bits: width, ratesHz, perSpike })
  }
  const shared = deviceBench(rule, bench, trainSpikes, seed)
  const batches: Batch[] = []
  for (const [batch, variation] of mismatch.entries()) {
    const devices: Device[] = []
    for (let device = 0; device < count; device++) {
      devices.push(makeDevice(shared, variation, seed, batch * 100_000 + device))
      yield* progress.step(0, deviceSpikes)
    }
    batches.push({ variation, devices })
  }
  const results = hardwareResults(rule, lagsMs, windows, shownBits, drifts, batches, tolerance)
  results.checks = hardwareChecks(windows, batches, shared, tolerance)
  results.scalars = {
    ...results.scalars,
    ...Object.fromEntries(
      storedParts.map((stored) => [
        `bitsNeeded.${stored}`,
        scalar(`Bits needed, ${stored} in registers`, 'bits', bitsNeeded(windows, stored, tolerance)),
      ]),
    ),
    mismatchSurvived: scalar('Largest mismatch with 90% of the devices working', '', survived(batches)),
  }
  return completed(results, { yield: results.arrays.yield }, progress.simulatedMs)
}

/** Four widths at which something is left of the window, and something is missing. */
function shownOf(windows: readonly RegisterWindow[]): number[] {
  const both = windows.filter(({ stored }) => stored === 'both')
  const telling = both.filter(({ error }) => error < 0.99)
  return (telling.length > 0 ? telling : both).slice(0, 4).map(({ bits }) => bits)
}

/** The least width from which on all wider registers are within the tolerance too; NaN: none is. */
export function bitsNeeded(windows: readonly RegisterWindow[], stored: string, tolerance: number): number {
  const own = windows.filter((window) => window.stored === stored)
  const wide = own.filter((window) => own.every((other) => other.bits < window.bits || other.error <= tolerance))
  return wide.length === 0 ? NaN : Math.min(...wide.map((window) => window.bits))
}

export function works(device: Device): boolean {
  return device.srdp && device.turns && device.flips
}

function survived(batches: readonly Batch[]): number {
  const good = batches.filter(({ devices }) => devices.filter(works).length >= 0.9 * devices.length)
  return good.length === 0 ? NaN : Math.max(...good.map(({ variation }) => variation))
}
