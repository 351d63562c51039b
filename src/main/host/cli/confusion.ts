import type { NamedArray } from '../../../contract/results.ts'
import { getArtifact } from '../../db/artifacts.ts'
import type { ProjectFile } from '../../db/connection.ts'
import { percent, table } from './text.ts'

/** The confusion matrix of a run that has one, with the accuracy of each class; '' otherwise. */
export function confusionOf(store: ProjectFile, run: number): string {
  const confusion = store.read((db) => getArtifact(db, run, 'result', 'confusion', 0))
  return confusion === undefined
    ? ''
    : `Confusion matrix: a row for each shown class, a column for each answer\n${matrix(confusion)}`
}

function matrix({ shape: [shown, answers], data }: NamedArray): string {
  const rows = Array.from({ length: shown }, (_, row) => {
    const counts = [...data.subarray(row * answers, (row + 1) * answers)]
    const total = counts.reduce((sum, count) => sum + count, 0)
    return [String(row), ...counts.map(String), total === 0 ? 'none' : percent(counts[row] / total)]
  })
  const head = ['shown', ...Array.from({ length: answers }, (_, answer) => String(answer)), 'right']
  return table(head, rows, head)
}
