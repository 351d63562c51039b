import { LabError } from '../../../contract/errors.ts'
import type { Figure, NamedArray } from '../../../contract/results.ts'
import type { ProjectFile } from '../../db/connection.ts'
import { getArtifact } from '../../db/artifacts.ts'
import { getRun } from '../../db/runs.read.ts'
import { renderPng, renderSvg } from '../figures/index.ts'
import { writeWhole } from '../files/write.ts'

const name = 'receptiveFields'

/** What each class has learned to look for, as a picture; design and seed are in its metadata. */
export async function writeReceptiveFields(project: ProjectFile, run: number, file: string): Promise<void> {
  const { details, array } = project.read((db) => ({
    details: getRun(db, run),
    array: getArtifact(db, run, 'result', name, 0),
  }))
  if (array === undefined) {
    throw new LabError('RESULT_MISSING', { run: `#${run}`, status: details.status, what: 'receptive fields' })
  }
  const figure: Figure = {
    id: 'receptive-fields',
    title: array.label,
    caption: '',
    panels: [
      {
        kind: 'images',
        title:
          array.unit === ''
            ? 'Receptive fields: ink looked for orange, its absence blue'
            : 'Receptive fields: open synapses orange, closed ones blue',
        array: name,
        captions: Array.from({ length: array.shape[0] }, (_, index) => String(index)),
        colours: 'diverging',
        valueLabel: 'open minus closed',
      },
    ],
  }
  const results = { scalars: {}, series: {}, arrays: { [name]: signed(array) }, figures: [figure], checks: [] }
  const { design, seed, digest, engineVersion: version } = details
  const provenance = { design, seed, digest, version }
  writeWhole(file, [await renderPng(renderSvg(figure, results, { provenance }), provenance)])
}

/**
 * From the fraction of open synapses to a number from -1, all closed, to 1, all open: the colours part at zero. Fields through an
 * expansion have a sign of their own.
 */
function signed(array: NamedArray): NamedArray {
  if (array.unit === '') return array
  return { ...array, unit: '', dtype: 'float32', data: Float32Array.from(array.data, (open) => 2 * open - 1) }
}
