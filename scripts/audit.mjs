// Known holes in what the program is made of. Where the registry cannot be asked, that is said, and nothing fails.
import { spawnSync } from 'node:child_process'

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 60_000 })
const report = parse(stdout)
if (report?.vulnerabilities === undefined) {
  process.stdout.write('Dependencies were not audited: the registry does not answer here.\n')
} else {
  const grave = Object.values(report.vulnerabilities).filter(({ severity }) => ['high', 'critical'].includes(severity))
  for (const { name, severity, range } of grave) process.stdout.write(`${severity}: ${name} ${range}\n`)
  process.stdout.write(`${grave.length} grave holes are known in the dependencies.\n`)
  process.exitCode = grave.length === 0 ? 0 : 1
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
