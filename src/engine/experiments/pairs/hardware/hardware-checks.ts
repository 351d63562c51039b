import type { Check } from '../../../results.ts'
import { check, digits } from '../build.ts'
import { shouldTurn, type DeviceBench } from './devices.ts'
import { bitsNeeded, works, type Batch } from './hardware-robustness.ts'
import type { RegisterWindow } from './registers.ts'

export function hardwareChecks(
  windows: readonly RegisterWindow[],
  batches: readonly Batch[],
  shared: DeviceBench,
  tolerance: number,
): Check[] {
  return [...registerChecks(windows, tolerance), ...mismatchChecks(batches, shared)]
}

function registerChecks(windows: readonly RegisterWindow[], tolerance: number): Check[] {
  const both = windows.filter(({ stored }) => stored === 'both')
  const [narrow, wide] = [both[0], both.at(-1)!]
  // More than the widest register, where none is wide enough.
  const needed = (stored: string) => {
    const bits = bitsNeeded(windows, stored, tolerance)
    return Number.isNaN(bits) ? Infinity : bits
  }
  const [traces, weight] = [needed('traces'), needed('weight')]
  return [
    check(
      `Registers of ${wide.bits} bits are wide enough`,
      `window within ${digits(tolerance)} of the ideal one`,
      digits(wide.error),
      wide.error <= tolerance,
    ),
    check(
      'Fewer bits distort the window more',
      `the error with ${narrow.bits} bits exceeds the error with ${wide.bits}`,
      `${digits(narrow.error)} and ${digits(wide.error)}`,
      both.length < 2 || narrow.error > wide.error,
    ),
    check(
      'The hidden weight needs more bits than the traces',
      'its steps are η times a trace, far below full scale',
      `${digits(weight)} bits against ${digits(traces)}`,
      weight > traces || weight === Infinity,
    ),
  ]
}

function mismatchChecks(batches: readonly Batch[], shared: DeviceBench): Check[] {
  const yields = batches.map(({ devices }) => devices.filter(works).length / devices.length)
  const nominal = batches.findIndex(({ variation }) => variation === 0)
  const sorted = [...batches.keys()].sort((a, b) => batches[a].variation - batches[b].variation)
  const [least, most] = [sorted[0], sorted.at(-1)!]
  const devices = batches.flatMap((batch) => batch.devices)
  const agreeing = devices.filter((device) => device.turns === shouldTurn(device, shared)).length / devices.length
  return [
    ...(nominal === -1
      ? []
      : [check('Without mismatch every device works', 'all', digits(yields[nominal]), yields[nominal] === 1)]),
    check(
      'Mismatch costs devices',
      `fewer work at ${batches[most].variation} than at ${batches[least].variation}`,
      `${digits(yields[most])} against ${digits(yields[least])}`,
      batches.length < 2 || yields[most] <= yields[least],
    ),
    check(
      'Simulated devices turn from depression to potentiation where the closed form says so',
      'at least 90% of all devices, the others being within the noise of their trains',
      digits(agreeing),
      agreeing >= 0.9,
    ),
  ]
}
