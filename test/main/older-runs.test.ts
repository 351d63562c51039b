import { readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { designFile } from '../../src/contract/design/index.ts'
import type { RunReport } from '../../src/contract/runs.ts'
import { openProject } from '../../src/main/db/open.ts'
import { runCli } from '../../src/main/host/cli/cli.ts'
import { openLab } from '../../src/main/host/cli/lab.ts'
import { useFolder } from '../support/folder.ts'
import { memoryTerminal } from '../support/terminal.ts'

const inFolder = useFolder()
const file = () => inFolder('a.bistable')

async function lab(...argv: string[]) {
  const { terminal, written } = memoryTerminal()
  const host = { terminal, version: '1.2.3', openLab: () => Promise.resolve(openLab()), debug: true }
  const code = await runCli([...argv, '--project', file()], host)
  return { code, ...written, report: () => JSON.parse(written.out) as RunReport }
}

function change(sql: string): void {
  const project = openProject(file())
  project.write((db) => {
    db.run(sql)
  })
  project.close()
}

/** A run of a moment, as a program would have left it that knew neither gaps nor expansions. */
async function olderRun(): Promise<RunReport> {
  const { report } = await lab(
    ...['run', 'mnist-feedforward', '--json', '--checkpoint-every', '1ms', '--keep-checkpoints', '100'],
    ...['--set', 'schedule.trainSamples=60', '--set', 'evaluation.testSamples=30'],
    ...['--set', 'evaluation.holdOutSamples=20', '--set', 'evaluation.everySamples=20'],
  )
  for (const table of ['runs', 'experiments'])
    change(`UPDATE ${table} SET design = json_remove(design, '$.schedule.gapMs', '$.stimulus.expansion', '$.notes')`)
  return report()
}

/** It was stopped half way. */
const cutShort = () => {
  change("UPDATE runs SET status = 'interrupted', digest = NULL")
  change('DELETE FROM checkpoints WHERE done > 30')
}

describe('a run that an older program froze', () => {
  it('is resumed, branched, run again and shown with the defaults of what it did not know', async () => {
    const whole = await olderRun()
    const branch = await lab('run', '--from', '1@20', '--json')
    expect(branch.report()).toMatchObject({ digest: whole.digest, metrics: whole.metrics })

    const shown = await lab('show', '1')
    expect(shown.out).toContain('schedule.trainSamples')
    expect(shown.out).not.toMatch(/undefined|gapMs|expansion/)

    // As it stands in the project: whoever reads the file completes it.
    const design = JSON.parse((await lab('show', '1', '--design')).out) as Record<string, object>
    expect(design.schedule).not.toHaveProperty('gapMs')
    const again = inFolder('again.json')
    writeFileSync(again, designFile(design as never))
    expect((await lab('run', again, '--json')).report().digest).toBe(whole.digest)

    cutShort()
    const resumed = await lab('resume', '1', '--json')
    expect(resumed.report()).toMatchObject({ digest: whole.digest, metrics: whole.metrics })
  })

  it('goes into a bundle and out of it', async () => {
    const { runId, digest } = await olderRun()
    expect((await lab('export', '1', '--format', 'bundle', '--out', inFolder('out'))).code).toBe(0)
    const [bundle] = readdirSync(inFolder('out')).filter((name) => name.endsWith('.zip'))
    const { terminal, written } = memoryTerminal()
    const host = { terminal, version: '1.2.3', openLab: () => Promise.resolve(openLab()), debug: true }
    expect(await runCli(['import', inFolder(`out/${bundle}`), '--project', inFolder('b.bistable')], host)).toBe(0)
    expect(written.err).toBe('')
    const project = openProject(inFolder('b.bistable'))
    const row = project.read((db) => db.get("SELECT id, digest, design ->> '$.schedule.gapMs' AS gapMs FROM runs"))
    project.close()
    expect(row).toEqual({ id: runId, digest, gapMs: 0 })
  })
})

describe('a run with a field that nobody knows', () => {
  it('is shown, and not gone on with: the field is named', async () => {
    await olderRun()
    change(`UPDATE runs SET design = json_set(design, '$.schedule.wobbleMs', 3)`)
    expect(await lab('show', '1')).toMatchObject({ code: 0 })
    cutShort()
    const problem = 'schedule.wobbleMs does not exist.'
    for (const argv of [
      ['resume', '1'],
      ['run', '--from', '1@20'],
    ]) {
      const { code, err } = await lab(...argv)
      expect(code).toBe(2)
      expect(err).toContain('The design of run #1')
      expect(err).toContain(problem)
    }
    // It can still be gone on with by the program that knows the field.
    const project = openProject(file())
    expect(project.read((db) => db.get('SELECT status FROM runs WHERE number = 1'))).toEqual({ status: 'interrupted' })
    project.close()
  })
})
