import { parseArgs } from 'node:util'
import { campaign } from './campaign.ts'

// The long campaign: `npm run test:crash [-- --kills 260 --seed 1 --json]`.
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '260' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const report = await campaign(Number(values.kills), Number(values.seed), (line) => process.stderr.write(`${line}\n`))
const total = Object.values(report.kills).reduce((sum, kills) => sum + kills, 0)
const lines = [
  `${total} kills with seed ${report.seed} in ${Math.round(report.wallMs / 1000)} s:`,
  ...Object.entries(report.kills).map(([where, kills]) => `  ${kills} ${where}`),
  ...report.notes,
  report.broken.length === 0 ? 'Nothing was lost, and every state was whole and honest.' : 'BROKEN:',
  ...report.broken.map((problem) => `  ${problem}`),
]
process.stdout.write(values.json ? `${JSON.stringify({ ...report, total })}\n` : `${lines.join('\n')}\n`)
process.exitCode = report.broken.length === 0 ? 0 : 1
