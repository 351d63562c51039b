import type { Answers } from '../answers.ts'
import type { Core } from '../core.ts'
import type { View } from '../view.ts'

export function datasetsApi({ lab: { datasets } }: Core, view: View): Answers['datasets'] {
  return {
    preview: ({ dataset, split, count }) => {
      const { train, test } = datasets.load(datasets.nameOf(dataset))
      const from = split === 'train' ? train : test
      const shown = Math.min(count, from.count)
      const data = from.pixels.slice(0, shown * from.rows * from.columns)
      const axes = ['image', 'row', 'column'].map((name) => ({ name, unit: '' }))
      const shape = [shown, from.rows, from.columns]
      return {
        images: { label: from.name, unit: 'grey level', dtype: 'uint8', shape, axes, data },
        labels: [...from.labels.subarray(0, shown)],
        trainCount: train.count,
        testCount: test.count,
      }
    },
    choose: async ({ path }) => {
      const folder = path ?? (await view.questions.folder())
      if (folder === null) return null
      const dataset = datasets.nameOf(folder)
      // Found out here, where the person still has the folder in mind, and not at the first run.
      datasets.load(dataset)
      return { dataset }
    },
  }
}
