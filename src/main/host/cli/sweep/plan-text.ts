import type { CostEstimate } from '../../../../contract/api.ts'
import type { SweepPlan, SweepPreview } from '../../../../contract/sweep/index.ts'
import { axisText } from '../../../../contract/sweep/index.ts'
import { duration, table } from '../text.ts'

/** What a sweep will do: its axes and counts, and every trial where asked for. */
export function planText({ axes, seeds, random }: SweepPlan, preview: SweepPreview, everyTrial: boolean): string {
  const { trials, runs, refused, extends: known } = preview
  const over = axes.map((axis) => `  ${axis.path} = ${axisText(axis)}\n`).join('')
  const kind = random === null ? '' : ` random`
  const lines = [
    known === null ? '' : `Sweep #${known.number} goes on.\n`,
    over,
    `${trials.length}${kind} trials x ${seeds.length} seeds: ${runs.total} runs, ${runs.done} of them done.\n`,
    everyTrial
      ? table(
          ['trial', ...axes.map(({ path }) => path), 'done'],
          trials.map(({ values, done }, i) => [String(i + 1), ...values.map(String), `${done}/${seeds.length}`]),
          ['trial', ...axes.map(({ path }) => path)],
        )
      : '',
    refused === 0 ? '' : `${refused} trials are refused:\n${refusals(axes, preview)}`,
  ]
  return lines.join('')
}

export function costText({ runs, wallMs, simulatedMs, basis, overBudget }: CostEstimate, workers: number): string {
  if (overBudget !== null) return `${overBudget}\n`
  const time = wallMs > 0 ? `about ${duration(wallMs)} on ${workers} workers` : 'time not known'
  return `${runs} runs to do: ${time}, ${duration(simulatedMs)} simulated (${basis}).\n`
}

function refusals(axes: SweepPlan['axes'], { trials }: SweepPreview): string {
  return trials
    .flatMap(({ values, problems }, i) =>
      problems.map((problem) => {
        const set = values.map((value, k) => `${axes[k].path}=${String(value)}`).join(' ')
        return `  ${i + 1}. ${set}: ${problem}\n`
      }),
    )
    .join('')
}
