import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzzBundles } from './bundles.ts'
import { fuzzHosts } from './hosts.ts'
import { fuzzProjects } from './projects.ts'

// The long run: `npm run test:fuzz [-- --files 10000 --rounds 100 --bundles 3000 --seed 1]`; the tests run short ones.
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '100' },
    bundles: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
  },
})
// Minutes pass between what is printed in the end.
const say = (line: string): void => void process.stderr.write(`${line}\n`)
const folder = mkdtempSync(join(tmpdir(), 'bistable-fuzz-'))
try {
  const seed = Number(values.seed)
  mkdirSync(join(folder, 'bundles'))
  say(`${values.files} project files`)
  const projects = await fuzzProjects(folder, Number(values.files), seed)
  say(`every procedure of both hosts, ${values.rounds} rounds`)
  const hosts = await fuzzHosts(join(folder, 'hosts'), Number(values.rounds), seed)
  say(`${values.bundles} bundles`)
  const bundles = await fuzzBundles(join(folder, 'bundles'), Number(values.bundles), seed)
  process.stdout.write(`${JSON.stringify({ projects, hosts, bundles }, null, 2)}\n`)
  process.exitCode = projects.defects.length + hosts.defects.length + bundles.defects.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
