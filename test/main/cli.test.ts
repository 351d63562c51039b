import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runCli } from '../../src/main/host/cli/cli.ts'
import { commands } from '../../src/main/host/cli/commands/index.ts'
import type { Conduct } from '../../src/main/services/runs/index.ts'
import { fakeConduct } from '../support/conduct.ts'
import { fakeLab } from '../support/fake-lab.ts'
import { useFolder } from '../support/folder.ts'
import { memoryTerminal } from '../support/terminal.ts'

const inFolder = useFolder()

async function lab(argv: string[], conduct?: Conduct) {
  const { terminal, written } = memoryTerminal()
  const openLab = () => Promise.resolve(fakeLab(conduct))
  const code = await runCli(argv, { terminal, version: '1.2.3', openLab, debug: false })
  return { code, ...written }
}

const run = (...more: string[]) => lab(['run', 'mnist-feedforward', '--project', inFolder('a.bistable'), ...more])

describe('lab run', () => {
  it('keeps the run and says how it went', async () => {
    const { code, out } = await run('--seed', '5')
    expect(code).toBe(0)
    expect(out).toContain('mnist-feedforward, seed 5')
    expect(out).toMatch(/Run #1 \([0-9a-z]{16}\) completed after .* m?s, 3\.0 s simulated/)
    expect(out).toMatch(/Accuracy +100\.00 %/)
    expect(out).toContain('pass  learns: expected > 0, got 10')
  })

  it('with --json writes nothing but one object of exactly these keys to stdout', async () => {
    const { code, out } = await run('--json')
    expect(code).toBe(0)
    const report = JSON.parse(out)
    expect(Object.keys(report)).toEqual([
      ...['runId', 'status', 'preset', 'seed', 'metrics', 'digest', 'checks', 'wallMs', 'simulatedMs'],
    ])
    expect(report).toMatchObject({
      status: 'completed',
      preset: 'mnist-feedforward',
      seed: 1,
      metrics: { accuracy: 1 },
    })
    expect(report.checks).toEqual([{ name: 'learns', expected: '> 0', got: '10', pass: true }])
  })

  it('runs several seeds and gives mean and sd', async () => {
    const bySeed: Conduct = async function* (design, seed, context) {
      const events = fakeConduct(design, seed, context)
      const outcome = yield* events
      outcome.results.scalars.accuracy.value = seed / 10
      return outcome
    }
    const argv = [
      'run',
      'mnist-feedforward',
      '--project',
      inFolder('a.bistable'),
      '--seed',
      '3',
      '--seeds',
      '3',
      '--workers',
      '2',
    ]
    const people = await lab(argv, bySeed)
    expect(people.code).toBe(0)
    expect(people.out).toContain('3 of 3 seeds completed.')
    expect(people.out).toMatch(/accuracy +40\.00 % +10\.00 %/)
    const machine = JSON.parse((await lab([...argv, '--json'], bySeed)).out)
    expect(machine).toMatchObject({ status: 'completed', preset: 'mnist-feedforward', seeds: [3, 4, 5] })
    expect(machine.metrics.accuracy.mean).toBeCloseTo(0.4)
    expect(machine.metrics.accuracy.sd).toBeCloseTo(0.1)
    expect(machine.runs).toHaveLength(3)
  })

  it('says that a setting changes nothing, and why, and runs', async () => {
    const { code, err } = await run('--set', 'teacher.rateHz=50', '--set', 'rule.etaPlus=0.5')
    expect(code).toBe(0)
    expect(err).toContain(
      'Note: teacher.rateHz is set, and changes nothing. No effect while Teacher is current (teacher.kind).',
    )
    expect(err).not.toContain('rule.etaPlus')
    expect((await run('--set', 'teacher.rateHz=50', '--set', 'teacher.kind=spikes')).err).not.toContain('Note')
  })

  it('takes a design file, as show writes it', async () => {
    await run('--set', 'rule.etaPlus=0.5')
    const shown = await lab(['show', 'latest', '--project', inFolder('a.bistable'), '--design'])
    writeFileSync(inFolder('design.json'), shown.out)
    const { code, out } = await lab(['run', inFolder('design.json'), '--project', inFolder('a.bistable'), '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out).preset).toBeNull()
    const again = await lab(['show', 'latest', '--project', inFolder('a.bistable'), '--design'])
    expect(JSON.parse(again.out)).toEqual(JSON.parse(shown.out))
    expect(JSON.parse(again.out).rule.etaPlus).toBe(0.5)
  })

  it('that fails says why, ends with 1 and keeps the run', async () => {
    const failing: Conduct = async function* () {
      yield { type: 'progress', phase: 'training', done: 1, total: 4, unit: 'digits', simulatedMs: 300 }
      throw new Error('the membrane burst')
    }
    const { code, out, err } = await lab(
      ['run', 'mnist-feedforward', '--project', inFolder('a.bistable'), '--json'],
      failing,
    )
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ status: 'failed', digest: null })
    expect(err).toContain('the membrane burst')
    expect(err).not.toMatch(/\bat .*\.ts:\d+/)
    const list = JSON.parse((await lab(['runs', '--project', inFolder('a.bistable'), '--json'])).out)
    expect(list).toMatchObject([{ status: 'failed', progress: 0.25 }])
  })

  it('stops at Ctrl+C with what there is, and ends with 130', async () => {
    const { terminal, written, interrupt } = memoryTerminal()
    const stopping: Conduct = async function* (design, seed, context) {
      const events = fakeConduct(design, seed, context)
      for (let step = await events.next(); ; step = await events.next()) {
        if (step.done === true) return step.value
        if (step.value.type === 'progress' && step.value.done === 3) interrupt()
        yield step.value
      }
    }
    const argv = [
      'run',
      'mnist-feedforward',
      '--project',
      inFolder('a.bistable'),
      '--seeds',
      '3',
      '--workers',
      '1',
      '--json',
    ]
    const openLab = () => Promise.resolve(fakeLab(stopping))
    expect(await runCli(argv, { terminal, version: '1', openLab, debug: false })).toBe(130)
    expect(JSON.parse(written.out)).toMatchObject({ status: 'stopped', seed: 1, metrics: { accuracy: 0.3 } })
    expect(written.err).toContain('Stopping, and keeping what there is.')
  })
})

describe('bad input', () => {
  const inCwd = (name: string) => inFolder(name)
  const cases: [string[], string][] = [
    [[], 'Usage: npm run lab -- <command>'],
    [['rnu'], 'There is no command "rnu". Did you mean run or runs? Commands: presets, run,'],
    [['run'], '"run" needs <experiment>'],
    [['run', 'mnist-feedfoward'], 'There is no preset "mnist-feedfoward". Did you mean "mnist-feedforward"? Presets: '],
    [['run', 'nowhere.json'], 'The design nowhere.json cannot be read: there is no such file'],
    [['run', 'mnist-feedforward', 'more'], 'does not know what to do with "more"'],
    [['run', 'mnist-feedforward', '--sed', '3'], '"run" has no option --sed. Did you mean --seed'],
    [['run', 'mnist-feedforward', '--toString', '3'], '"run" has no option --toString.'],
    [['run', 'mnist-feedforward', '-s', '3'], '"run" has no option -s.'],
    [['run', 'mnist-feedforward', '--seed'], '--seed needs a value.'],
    [['run', 'mnist-feedforward', '--seed', '-1'], '--seed is -1: it must be a whole number between 0 and 4294967295.'],
    [['run', 'mnist-feedforward', '--workers', '0'], '--workers is 0: it must be a whole number between 1 and '],
    [['run', 'mnist-feedforward', '--json=yes'], '--json takes no value.'],
    [
      ['run', 'mnist-feedforward', '--set', 'rule.etaPlus=2'],
      'rule.etaPlus is 2: it must be a number between 0 and 1.',
    ],
    [['run', 'mnist-feedforward', '--set', 'schedule.dtMs=1s'], 'its unit is ms, not s.'],
    [['run', 'mnist-feedforward', '--set', 'rule.etaplus=1'], 'rule.etaplus does not exist. Did you mean rule.etaPlus'],
    [['run', 'mnist-feedforward', '--set', 'stimulus.dataset=/nowhere'], 'The data set /nowhere cannot be used'],
    [['runs'], 'There is no project'],
    [['show', '1'], 'There is no project'],
    [['export', '1', '--format', 'nwb'], '--format is nwb: it must be one of npz, csv, figures, bundle.'],
    [['replay'], '"replay" needs <recording>'],
    [['bench', '--peer', 'nest'], '--peer is nest: it must be one of brian2, c.'],
  ]
  it.each(cases)('%j is refused with 2, before anything is made', async (argv, message) => {
    const takesProject = Object.hasOwn(commands.find(({ name }) => name === argv[0])?.options ?? {}, 'project')
    const { code, out, err } = await lab(
      takesProject ? [...argv.slice(0, 1), `--project=${inCwd('p.bistable')}`, ...argv.slice(1)] : argv,
    )
    expect(err).toContain(message)
    expect(err).not.toMatch(/\bat .*\.ts:\d+/)
    expect(out).toBe('')
    expect(code).toBe(2)
    expect(readdirSync(inFolder())).toEqual([])
  })

  it.each([
    ['{"kind": "classification", }', 'cannot be read: '],
    ['[]', 'It is []: it must be an object'],
    ['{"kind":"classification","rule":{"etaPlus":2}}', 'rule.etaPlus is 2: it must be a number between 0 and 1.'],
    ['{"kind":"classification","version":7}', 'was written by a newer Bistable'],
  ])('the design file %s is refused', async (content, message) => {
    writeFileSync(inFolder('design.json'), content)
    const { code, err } = await lab(['run', inFolder('design.json'), '--project', inFolder('p.bistable')])
    expect(code).toBe(2)
    expect(err).toContain(message)
    expect(readdirSync(inFolder())).toEqual(['design.json'])
  })

  it('names an unknown run, and leaves a foreign file alone', async () => {
    await run()
    expect(await lab(['show', '7', '--project', inFolder('a.bistable')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no run "7"') as string,
    })
    writeFileSync(inFolder('letter.bistable'), 'Dear diary')
    const { code, err } = await lab(['run', 'mnist-feedforward', '--project', inFolder('letter.bistable')])
    expect(code).toBe(2)
    expect(err).toContain('is not a Bistable project')
    expect(readFileSync(inFolder('letter.bistable'), 'utf8')).toBe('Dear diary')
  })
})

describe('lab', () => {
  it.each(commands.map(({ name }) => name))('%s --help shows every option and an example', async (name) => {
    const { code, out } = await lab([name, '--help'])
    expect(code).toBe(0)
    expect(out).toContain(`npm run lab -- ${name}`)
    for (const option of Object.keys(commands.find((command) => command.name === name)!.options)) {
      expect(out).toContain(`--${option}`)
    }
    expect(await lab(['help', name])).toMatchObject({ code: 0, out })
  })

  it('presets lists what is ready to run, and every preset can be read', async () => {
    const { code, out } = await lab(['presets', '--json'])
    expect(code).toBe(0)
    const names = (JSON.parse(out) as { name: string }[]).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['mnist-feedforward', 'mnist-feedforward-full']))
    expect((await lab(['presets'])).out).toContain('mnist-feedforward-full')
  })

  it('runs, show and export find what was kept', async () => {
    await run()
    await run('--seed', '2')
    const list = await lab(['runs', '--project', inFolder('a.bistable')])
    expect(list.out).toMatch(/#2 .*\n +#1 .*mnist-feedforward +1 +completed +100% +100\.00 %/)
    const shown = await lab(['show', '2', '--project', inFolder('a.bistable')])
    expect(shown.out).toMatch(/status +completed/)
    expect(shown.out).toMatch(/Confusion matrix[^]*\n +0 +3 +1 +75\.00 %/)
    const exported = await lab(['export', '1', '--project', inFolder('a.bistable'), '--out', inFolder('out'), '--json'])
    expect(exported.code).toBe(0)
    expect(JSON.parse(exported.out).files).toHaveLength(2)
    expect(readdirSync(inFolder('out'))).toHaveLength(2)
  })
})
