import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzzHosts } from './hosts.ts'
import { fuzzProjects } from './projects.ts'

// The long run: `npm run test:fuzz [-- --files 10000 --rounds 100 --seed 1]`; the tests run short ones.
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'bistable-fuzz-'))
try {
  const seed = Number(values.seed)
  const projects = await fuzzProjects(folder, Number(values.files), seed)
  const hosts = await fuzzHosts(join(folder, 'hosts'), Number(values.rounds), seed)
  process.stdout.write(`${JSON.stringify({ projects, hosts }, null, 2)}\n`)
  process.exitCode = projects.defects.length + hosts.defects.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
