import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzzProjects } from './projects.ts'

// The long run: `npm run test:fuzz [-- --files 10000 --seed 1]`.
const { values } = parseArgs({
  options: { files: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
})
const folder = mkdtempSync(join(tmpdir(), 'bistable-fuzz-'))
try {
  const report = await fuzzProjects(folder, Number(values.files), Number(values.seed))
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  process.exitCode = report.defects.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
