import type { Ref, ShallowRef } from 'vue'
import { computed, shallowRef, watch } from 'vue'
import type { RunStatus, RunSummary } from '../../../../contract/runs.ts'
import { resumableStatuses } from '../../../../contract/runs.ts'
import { abilitiesOf } from '../../../../contract/abilities.ts'
import { useLab } from '../../../client/api.ts'
import { useNotices } from '../../../stores/notices.ts'
import { whole } from '../../../ui/format.ts'
import { isOver } from './details.ts'

export interface RunActions {
  /** Name of what was asked for last and has not happened yet. */
  pending: ShallowRef<string | null>
  canPause: Ref<boolean>
  canContinue: Ref<boolean>
  canStop: Ref<boolean>
  canCheckpoint: Ref<boolean>
  canResume: Ref<boolean>
  canProbe: Ref<boolean>
  /** Why runs of this kind cannot do it, however they stand; null: they can. */
  why: Ref<{ checkpoint: string | null; probe: string | null }>
  pause: () => Promise<void>
  unpause: () => Promise<void>
  stop: () => Promise<void>
  checkpoint: () => Promise<void>
  resume: () => Promise<void>
}

/** What can be done to a run now. */
export function useRunActions(run: Ref<RunSummary>): RunActions {
  const lab = useLab()
  const notices = useNotices()
  const pending = shallowRef<string | null>(null)
  const is = (...statuses: readonly RunStatus[]): Ref<boolean> => computed(() => statuses.includes(run.value.status))

  watch(
    () => run.value.status,
    (status) => {
      // A pause on the way to a stop is not the stop.
      if (pending.value !== 'stop' || isOver(status)) pending.value = null
    },
  )

  async function ask(name: string, action: (runId: string) => Promise<void>, done?: () => void): Promise<void> {
    // The same again, or something else of a run that is being stopped.
    if (pending.value === name || pending.value === 'stop') return
    pending.value = name
    const went = await notices.attempt(() => action(run.value.id))
    if ((!went || done) && pending.value === name) pending.value = null
    if (went) done?.()
  }

  return {
    pending,
    canPause: is('running'),
    canContinue: is('paused'),
    canStop: is('running', 'paused', 'queued'),
    canCheckpoint: is('running', 'paused'),
    canResume: is(...resumableStatuses),
    canProbe: is('running', 'paused', 'completed', 'stopped', 'interrupted'),
    why: computed(() => {
      const { probe, probeEnded, checkpoint } = abilitiesOf(run.value.kind)
      return { checkpoint: sentence(checkpoint), probe: sentence(isOver(run.value.status) ? probeEnded : probe) }
    }),
    pause: () => ask('pause', (runId) => lab.runs.pause({ runId })),
    unpause: () => ask('unpause', (runId) => lab.runs.unpause({ runId })),
    stop: () => ask('stop', (runId) => lab.runs.stop({ runId })),
    checkpoint: () =>
      ask(
        'checkpoint',
        (runId) => lab.runs.checkpoint({ runId }),
        () =>
          notices.tell(
            'good',
            `A checkpoint of “${run.value.name}” is being written, at ${whole(run.value.progress.done)} ${run.value.progress.unit}.`,
          ),
      ),
    resume: () => ask('resume', (runId) => lab.runs.resume({ runId })),
  }
}

function sentence(able: true | string): string | null {
  return able === true ? null : `This experiment ${able}.`
}
