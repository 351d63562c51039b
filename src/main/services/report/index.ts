import { join } from 'node:path'
import { writeWhole } from '../files/write.ts'
import { type ReportHead, reportPage } from './page.ts'
import type { Reproduction } from './reproduction.ts'

export type { Expectation } from './expectations.ts'
export { experiments } from './expectations.ts'
export type { ReportHead } from './page.ts'
export { type Reproduction, reproductionOf, verdictWords } from './reproduction.ts'

/** Writes the report as one page and as JSON (the same, without the drawings). Gives the names of the files. */
export function writeReport(folder: string, head: ReportHead, reproductions: readonly Reproduction[]): string[] {
  const page = join(folder, 'reproduction.html')
  const data = join(folder, 'reproduction.json')
  const plain = reproductions.map((one) => ({ ...one, figures: one.figures.map(({ svg: _svg, ...rest }) => rest) }))
  writeWhole(page, [reportPage(head, reproductions)])
  writeWhole(data, [`${JSON.stringify({ ...head, experiments: plain }, null, 2)}\n`])
  return [page, data]
}
