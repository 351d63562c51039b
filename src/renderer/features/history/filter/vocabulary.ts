import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import { metricTitle } from '../model/values.ts'
import { useHistory } from '../model/history.ts'
import type { Completion, Vocabulary } from './completion.ts'

const ofRuns: Completion[] = [
  { text: 'status', hint: 'completed, interrupted, …' },
  { text: 'seed', hint: 'a number, or a range 1..5' },
  { text: 'sweep', hint: 'number of a sweep: its runs' },
  { text: 'tag', hint: 'one of the run’s tags' },
  { text: 'folder', hint: 'name of the folder' },
  { text: 'preset', hint: 'what it was started from' },
  { text: 'kind', hint: 'kind of experiment' },
  { text: 'name', hint: 'part of the run’s name' },
  { text: 'notes', hint: 'part of the notes' },
  { text: 'number', hint: 'number in this project' },
  { text: 'starred', hint: 'yes or no' },
  { text: 'duration', hint: 'wall time: 90, 2min, 1h' },
  { text: 'created', hint: 'a day: 2026-11-22' },
  { text: 'ended', hint: 'a day: 2026-11-22' },
  { text: 'workers', hint: 'worker threads' },
]
const statuses = ['completed', 'running', 'interrupted', 'stopped', 'failed', 'paused', 'queued']

/** What a filter of this project can be made of. */
export function useVocabulary(): ComputedRef<Vocabulary> {
  const history = useHistory()
  return computed(() => ({
    fields: [
      ...history.metrics.map((text) => ({ text, hint: metricTitle(text) })),
      ...ofRuns,
      ...[...history.fields.byPath.value.values()].map(({ path, label, unit }) => ({
        text: path,
        hint: unit === '' ? label : `${label} (${unit})`,
      })),
    ],
    values: {
      status: statuses,
      starred: ['yes', 'no'],
      tag: history.tags,
      folder: history.folders.map(({ folder }) => folder).filter((folder) => folder !== ''),
      ...Object.fromEntries(
        [...history.fields.byPath.value.values()]
          .filter(({ type }) => type === 'choice' || type === 'boolean')
          .map(({ path, options }) => [path, options ?? ['yes', 'no']]),
      ),
    },
  }))
}
