import { join } from 'node:path'
import type { Figure, Results } from '../../../contract/results.ts'
import type { RunDetails } from '../../../contract/runs.ts'
import type { ProjectFile } from '../../db/connection.ts'
import { getResults } from '../../db/results.ts'
import { getRun } from '../../db/runs.read.ts'
import { plainName } from '../files/name.ts'
import { writeWhole } from '../files/write.ts'
import { renderPng } from './png.ts'
import { renderSvg } from './svg.ts'

/** Everything needed to make a figure again. It goes into every figure's file. */
function provenanceOf(details: RunDetails): Record<string, unknown> {
  const { id, preset, seed, engineVersion, digest, design } = details
  return { software: 'Bistable', engineVersion, run: id, preset, seed, digest, design }
}

/** Writes every figure of a run as SVG and as PNG. Gives the names of the files. */
export async function writeFigures(project: ProjectFile, run: number, folder: string): Promise<string[]> {
  const { details, results } = project.read((db) => ({ details: getRun(db, run), results: getResults(db, run) }))
  const stem = `${details.preset ?? details.kind}-seed${details.seed}-${details.id}`
  const written: string[] = []
  for (const figure of results?.figures ?? []) {
    const svg = drawFigure(figure, results!, details)
    const stemOfFigure = join(folder, plainName(`${stem}.${figure.id}`))
    writeWhole(`${stemOfFigure}.svg`, [svg])
    writeWhole(`${stemOfFigure}.png`, [await renderPng(svg, provenanceOf(details))])
    written.push(`${stemOfFigure}.svg`, `${stemOfFigure}.png`)
  }
  return written
}

export function drawFigure(figure: Figure, results: Results, details: RunDetails): string {
  return renderSvg(figure, results, { provenance: provenanceOf(details) })
}
