import type { Ref, ShallowRef } from 'vue'
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { RunDetails } from '../../../../contract/runs.ts'
import { useConnection } from '../../../client/api.ts'
import { useActivity } from '../../../stores/activity.ts'

export interface FlipHistory {
  digits: number[]
  perS: number[]
}

const METRIC = 'flips'

/** Flips per second of simulated time over the whole training, coarsely: also of what happened before anybody looked. */
export function useFlipHistory(details: Readonly<Ref<RunDetails>>, digitMs: number): ShallowRef<FlipHistory> {
  const { lab, state } = useConnection()
  const history = shallowRef<FlipHistory>({ digits: [], perS: [] })
  const { id } = details.value

  async function load(): Promise<void> {
    const recorded = details.value.results?.series.flips
    if (recorded) {
      history.value = { digits: recorded.x, perS: recorded.y.map((perDigit) => (1000 * perDigit) / digitMs) }
      return
    }
    const { [id]: counted } = await lab.history.metrics({ runIds: [id], name: METRIC })
    if (counted) history.value = perSecond(counted.step, counted.value, digitMs)
  }
  watch(
    [state, details],
    ([connection]) => {
      if (connection === 'open') load().catch(() => undefined)
    },
    { immediate: true },
  )
  const { off } = useActivity().onEvent((event) => {
    if (event.type === 'metric' && event.runId === id && event.name === METRIC) load().catch(() => undefined)
  })
  onScopeDispose(off)
  return history
}

/** What is known of the time before this digit. */
export function before({ digits, perS }: FlipHistory, digit: number): FlipHistory {
  const count = digits.filter((at) => at < digit).length
  return { digits: digits.slice(0, count), perS: perS.slice(0, count) }
}

/** From what was counted up to each digit. */
function perSecond(step: readonly number[], count: readonly number[], digitMs: number): FlipHistory {
  const last = (values: readonly number[], k: number): number => (k > 0 ? values[k - 1] : 0)
  return {
    digits: step.map((at, k) => (at + last(step, k)) / 2),
    perS: count.map((all, k) => (1000 * (all - last(count, k))) / ((step[k] - last(step, k)) * digitMs)),
  }
}
