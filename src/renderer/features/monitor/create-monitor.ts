import type { ComputedRef } from 'vue'
import { computed, shallowRef } from 'vue'
import type { NetworkDesign } from '../../../contract/abilities.ts'
import type { RunDetails, RunSummary } from '../../../contract/runs.ts'
import { useAccuracy } from './curves/accuracy.ts'
import { useFlipHistory } from './curves/flip-history.ts'
import { inputsOfDigits } from './live/inputs.ts'
import { trainsSeveral } from './live/networks.ts'
import { useMeasured } from './live/measured.ts'
import type { Monitor, Quiet } from './live/monitor.ts'
import { useRunLive } from './live/run-live.ts'
import { createWants } from './live/wants.ts'
import { isOver } from './run/details.ts'
import { busiestSynapse } from './traces/busiest.ts'
import { createSelection } from './traces/selection.ts'

/** Rows of a trace over one presentation: more cannot be told apart. */
const MOST_ROWS = 500

/** Everything the panels of a run share, for as long as the calling component is there. */
export function createMonitor(
  run: ComputedRef<RunSummary>,
  details: ComputedRef<RunDetails>,
  design: NetworkDesign,
  inFront: ComputedRef<boolean>,
): Monitor {
  const { schedule, stimulus, teacher, output } = design
  const steps = (teacher.leadMs + stimulus.presentationMs) / schedule.dtMs
  const wants = createWants(() => Math.max(1, Math.ceil(steps / MOST_ROWS)))
  const live = useRunLive(run, wants, inFront)
  const measured = useMeasured(run, design, live.onFrame)
  const units = output.classes * output.unitsPerClass
  // In the middle of the picture, where most digits have ink.
  const first = { pre: 406 < inputsOfDigits(design) ? 406 : 0, post: Math.min(units - 1, 3 * output.unitsPerClass) }
  const selection = createSelection(first)
  const { off } = live.onPresentation((presentation) => {
    off()
    const busy = busiestSynapse(presentation)
    if (busy !== null) selection.propose(busy)
  })
  return {
    ...{ run, details, ...live, ...measured, wants },
    design: computed(() => design),
    isFinal: computed(() => isOver(run.value.status)),
    expanded: shallowRef(null),
    selection,
    accuracy: useAccuracy(run, trainsSeveral(design)),
    flipHistory: useFlipHistory(details, teacher.leadMs + stimulus.presentationMs),
    recorded: shallowRef(null),
    quiet: computed(() => quietReason(run.value)),
    quietWeights: computed(() => (isAllToAll(design) ? quietReason(run.value) : sparse)),
  }
}

/** Recurrent networks always are. */
function isAllToAll(design: NetworkDesign): boolean {
  return !('synapse' in design) || design.synapse.connectivity === 'all-to-all'
}

const sparse: Quiet = {
  title: 'Not every input reaches every unit',
  hint: 'A picture of the weights needs connectivity “all-to-all”. Their histogram is shown for any.',
}

/** As runs of one network call them; others name the network that is being trained. */
const testPhases = new Set(['testing', 'examining'])

function quietReason({ status, progress }: RunSummary): Quiet {
  switch (status) {
    case 'queued':
      return { title: 'Waiting in the queue', hint: 'It begins as soon as a thread is free.' }
    case 'paused':
      return { title: 'Paused', hint: 'Resume the run to see it move.' }
    case 'running':
      return testPhases.has(progress.phase)
        ? { title: 'Training is over', hint: 'The test digits are being shown.' }
        : { title: 'Waiting for the first digit', hint: '' }
    case 'completed':
    case 'stopped':
    case 'failed':
    case 'interrupted':
      return {
        title: 'Not recorded',
        hint: 'Seen while a run goes on. To keep it, set “Digits recorded” in the design.',
      }
  }
}
