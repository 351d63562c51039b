import { LabError } from '../../../contract/errors.ts'
import type { Figure } from '../../../contract/results.ts'
import type { ProjectFile } from '../../db/connection.ts'
import { getResults } from '../../db/results.ts'
import { getRun } from '../../db/runs.read.ts'
import { plainName } from '../files/name.ts'

/** A figure of a run as a file, with all that is needed to make it again. */
export async function exportFigure(
  store: ProjectFile,
  number: number,
  id: string,
  format: 'svg' | 'png',
): Promise<{ name: string; bytes: Uint8Array }> {
  const { run, results } = store.read((db) => ({ run: getRun(db, number), results: getResults(db, number) }))
  const figure: Figure | undefined = results?.figures.find((candidate) => candidate.id === id)
  if (results === null || figure === undefined) {
    throw new LabError('RESULT_MISSING', { run: `#${number}`, status: run.status, what: `figure "${id}"` })
  }
  // The rasteriser and its fonts are loaded when the first figure is drawn.
  const { renderSvg, renderPng } = await import('../figures/index.ts')
  const { design, seed, engineVersion, preset, digest } = run
  const provenance = {
    program: 'Bistable',
    version: engineVersion,
    run: run.id,
    preset,
    seed,
    digest,
    figure: id,
    design,
  }
  const svg = renderSvg(figure, results, { provenance })
  const name = plainName(`${run.preset ?? run.kind}-seed${seed}-${id}.${format}`)
  return { name, bytes: format === 'svg' ? new TextEncoder().encode(svg) : await renderPng(svg, provenance) }
}
