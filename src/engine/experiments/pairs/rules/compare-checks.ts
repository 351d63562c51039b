import type { Check } from '../../../results.ts'
import { agreementCheck, check, digits } from '../build.ts'
import { relativeDistance } from '../pairing-run.ts'
import { agreement } from '../statistics.ts'
import type { Compared } from './compare-rules.ts'

/** So many steps may be missing, or too many, where about one is expected. */
const fewSteps = 8

/** Each rule against its own theory: pairs to rounding, Poisson firing within the Monte-Carlo error. */
export function contenderChecks(one: Compared): Check[] {
  const { contender, pairs, cells } = one
  const { rule, stationary } = contender
  const largest = Math.max(...cells.map(({ expected }) => Math.abs(expected)))
  const map = agreement(
    cells.map(({ net, expected, simulatedS }) => {
      // Where a rule moves in steps and hardly ever, no spread between blocks tells how few steps there were.
      const floor = Math.max(1e-6 * largest, (fewSteps * contender.step) / simulatedS)
      return { found: net, expected, floor }
    }),
  )
  const checks = [agreementCheck(`${rule.title}: the rate map agrees with its theory`, map)]
  const expected = stationary
    ? (lag: number, hz: number) => stationary(lag, 1000 / hz)
    : contender.pairs && ((lag: number, hz: number) => contender.pairs!(lag, 1000 / hz, pairs) / pairs)
  if (expected !== undefined) {
    const found = [...one.stdp, ...one.postPre, ...one.prePost]
    const predicted = [
      ...one.lagsMs.map((lag) => expected(lag, contender.stdpHz)),
      ...one.frequenciesHz.map((hz) => expected(-one.srdpLagMs, hz)),
      ...one.frequenciesHz.map((hz) => expected(one.srdpLagMs, hz)),
    ]
    const distance = relativeDistance(found, predicted)
    // Rounding; the calcium rule's slope comes from slowed learning, which is a difference of nearly equal numbers.
    const tolerance = stationary ? 1e-5 : 1e-9
    checks.push(
      check(
        `${rule.title}: STDP and SRDP agree with the closed form`,
        `to ${tolerance} of the largest change`,
        digits(distance),
        distance < tolerance,
      ),
    )
  }
  return checks
}
