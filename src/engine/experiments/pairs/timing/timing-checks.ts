import type { Check } from '../../../results.ts'
import { agreementCheck, check, digits } from '../build.ts'
import { agreement, type Estimate } from '../statistics.ts'
import type { Point, TimingFindings } from './timing-modulation.ts'

/** The grid of the network's time steps, and spikes lost to refractoriness, against point processes: part of the largest change. */
const GRAIN = 0.03

/** known: what has a closed form to be held to. */
export function timingChecks(findings: TimingFindings, known: { pairs: boolean; network: boolean }): Check[] {
  const { pairs, network, byLag, rateHz } = findings
  const ofPairs = [...pairs.forward, ...pairs.backward, ...byLag]
  const ofNetwork = [...network.forward, ...network.backward]
  const grain = GRAIN * Math.max(...ofNetwork.map(({ expected }) => Math.abs(expected)))
  const changes = (points: readonly Point[], floor: number) =>
    agreement(
      points
        .filter(({ expected }) => Number.isFinite(expected))
        .map(({ net, expected }) => ({ found: net, expected, floor })),
    )
  const rates = ofNetwork.flatMap(({ preHz, postHz }) =>
    [preHz, postHz].map((found) => ({ found, expected: rateHz, floor: 0.01 * rateHz })),
  )
  const worstPairHz = Math.max(
    ...ofPairs.flatMap(({ preHz, postHz }) => [preHz, postHz].map(({ mean }) => Math.abs(mean - rateHz))),
  )
  return [
    check(
      'The rates of a pair are the same under every condition',
      `${digits(rateHz)} Hz on both sides, to the nearest spike`,
      `at most ${digits(worstPairHz)} Hz off`,
      worstPairHz < 0.005 * rateHz,
    ),
    agreementCheck('The rates of the network are the same under every condition', agreement(rates)),
    ...(known.pairs ? [agreementCheck('Pairs change as the closed form says', changes(ofPairs, 1e-12))] : []),
    ...(known.network
      ? [agreementCheck('The network changes as the closed form says', changes(ofNetwork, grain))]
      : []),
    orderCheck('pairs', pairs),
    orderCheck('the network', network),
    flipCheck('The network flips', network.forward),
  ]
}

/** Pre before post raises the change, post before pre lowers it, both beyond chance. */
function orderCheck(where: string, { forward, backward }: TimingFindings['pairs']): Check {
  const [up, down] = [forward, backward].map((points) => errorsApart(points.map(({ net }) => net)))
  return check(
    `At equal rates, timing moves the weights of ${where}`,
    'up for pre before post, down for post before pre, each by more than 5 standard errors',
    Number.isNaN(up + down) ? 'nothing changes' : `${digits(up)} and ${digits(down)} standard errors`,
    up > 5 && down < -5,
  )
}

function flipCheck(name: string, points: Point[]): Check {
  const flips = points.map((point) => point.flips)
  const errors = errorsApart(flips)
  return check(
    `${name} more often when spikes are correlated`,
    'more flips per second at the highest correlation, pre before post, by more than 2 standard errors',
    Number.isNaN(errors)
      ? 'nothing flips'
      : `${digits(flips.at(-1)!.mean)} against ${digits(flips[0].mean)} per synapse and second, ${digits(errors)} standard errors`,
    errors > 2,
  )
}

/** How far the last of the estimates lies above the first, in standard errors; NaN when neither ever changes. */
function errorsApart(estimates: Estimate[]): number {
  const [none, most] = [estimates[0], estimates.at(-1)!]
  return (most.mean - none.mean) / Math.sqrt(most.error * most.error + none.error * none.error)
}
