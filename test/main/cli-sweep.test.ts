import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runCli } from '../../src/main/host/cli/cli.ts'
import type { Conduct } from '../../src/main/services/runs/index.ts'
import { fakeConduct } from '../support/conduct.ts'
import { fakeLab } from '../support/fake-lab.ts'
import { useFolder } from '../support/folder.ts'
import { memoryTerminal } from '../support/terminal.ts'

const inFolder = useFolder()

/** Accuracy rises with the learning rate and with the seed. */
const simulated: string[] = []
const byDesign: Conduct = async function* (design, seed, context) {
  const outcome = yield* fakeConduct(design, seed, context)
  if (design.kind !== 'classification') throw new Error('not a classification')
  const { etaPlus } = design.rule
  // What a cost is measured with has the seed 0.
  if (seed > 0) simulated.push(`${etaPlus}/${seed}`)
  outcome.results.scalars.accuracy.value = 10 * etaPlus + seed / 100
  return outcome
}

/** Reads the digits once. */
const shared = fakeLab(byDesign)

async function lab(argv: string[]) {
  const { terminal, written } = memoryTerminal()
  simulated.length = 0
  const openLab = () => Promise.resolve(shared)
  const code = await runCli(argv, { terminal, version: '1.2.3', openLab, debug: false })
  return { code, ...written, simulated: [...simulated] }
}

const over = ['--over', 'rule.etaPlus=0.01,0.02', '--over', 'teacher.choice=random,similar']
const sweep = (...more: string[]) => lab(['sweep', 'mnist-feedforward', '--project', inFolder('a.bistable'), ...more])

describe('lab sweep', () => {
  it('counts the trials, runs them, and shows mean and sd with the best marked', async () => {
    const { code, out } = await sweep(...over, '--seeds', '2')
    expect(code).toBe(0)
    expect(out).toContain('4 trials x 2 seeds: 8 runs, 0 of them done.')
    expect(out).toMatch(/8 runs to do: about .* on \d+ workers/)
    expect(out).toContain('8 completed.')
    // Seeds 1 and 2: 10 * 0.02 + 0.015, and the sd of 0.01 and 0.02.
    expect(out).toMatch(/\* +3 +0\.02 +random +21\.50 % +0\.71 % +2\/2/)
    expect(out).toMatch(/ {2}1 +0\.01 +random +11\.50 %/)
  })

  it('goes on when it is typed again, and only with what is missing', async () => {
    await sweep(...over, '--seeds', '2')
    const again = await sweep(...over, '--seeds', '2', '--json')
    expect(again.simulated).toEqual([])
    expect(JSON.parse(again.out)).toMatchObject({ number: 1, runs: { completed: 8 }, by: 'accuracy', best: 3 })
    const more = await sweep('--over', 'teacher.choice=random', '--over', 'rule.etaPlus=0.01,0.03', '--seeds', '3')
    expect(more.simulated.sort()).toEqual(['0.01/3', '0.03/1', '0.03/2', '0.03/3'])
    expect(more.out).toContain('Sweep #1 goes on.')
  })

  it('does not vary what has no effect, and says which settings have none in any trial', async () => {
    const refused = await sweep('--over', 'teacher.rateHz=50,100')
    expect(refused.code).toBe(2)
    expect(refused.err).toContain('teacher.rateHz varies, and nothing with it. No effect while Teacher is current')
    const kinds = ['--over', 'teacher.kind=current,spikes', '--dry-run']
    const { err } = await sweep(...kinds, '--set', 'teacher.rateHz=50', '--set', 'synapse.fanIn=10')
    expect(err).toContain('Note: synapse.fanIn is set, and changes nothing.')
    expect(err).not.toContain('teacher.rateHz')
  })

  it('only tells with --dry-run, and makes no project', async () => {
    const { code, out } = await sweep(...over, '--dry-run')
    expect(code).toBe(0)
    expect(out).toMatch(/4 +0\.02 +similar +0\/1/)
    expect(existsSync(inFolder('a.bistable'))).toBe(false)
  })

  it('lists what the design refuses', async () => {
    const { code, out, simulated: done } = await sweep('--over', 'stopLearning.ltpLow=0.2,0.9')
    expect(code).toBe(0)
    expect(out).toContain(
      '1 trials are refused:\n  2. stopLearning.ltpLow=0.9: stopLearning.ltpLow: it is 0.9, and must be',
    )
    expect(done).toHaveLength(1)
  })

  it('draws the same random trials every time', async () => {
    const drawn = async (seed: string) => {
      const more = [
        '--over',
        'rule.etaPlus=log:0.001..0.1',
        '--random',
        '5',
        '--random-seed',
        seed,
        '--dry-run',
        '--json',
      ]
      return (JSON.parse((await sweep(...more)).out) as { trials: { values: number[] }[] }).trials
    }
    expect(await drawn('1')).toHaveLength(5)
    expect(await drawn('1')).toEqual(await drawn('1'))
    expect(await drawn('1')).not.toEqual(await drawn('2'))
  })

  it.each([
    [['--over', 'rule.etaPlsu=1'], 'rule.etaPlsu does not exist. Did you mean rule.etaPlus'],
    [['--over', 'rule.etaPlus=2', '--over', 'x'], '"x" is no axis: write path=values'],
    [['--over', 'rule.etaPlus=log:0..1:3'], 'a logarithmic range begins above 0'],
    [['--over', 'rule.etaPlus=1', '--over', 'rule.etaPlus=0.1'], 'rule.etaPlus is swept twice'],
    [[], 'needs --over'],
  ])('%j is refused before a project is made', async (more, message) => {
    const { code, err } = await sweep(...more)
    expect(code).toBe(2)
    expect(err).toContain(message)
    expect(existsSync(inFolder('a.bistable'))).toBe(false)
  })

  it('stops at Ctrl+C, keeps what there is, and the same command goes on', async () => {
    const slow: Conduct = async function* (design, seed, context) {
      const outcome = yield* byDesign(design, seed, context)
      if (seed > 1) while (!context.control.stopRequested) await context.control.whenTold()
      return context.control.stopRequested ? { ...outcome, status: 'stopped' } : outcome
    }
    const argv = ['sweep', 'mnist-feedforward', '--project', inFolder('a.bistable'), '--over', 'rule.etaPlus=0.01']
    const { terminal, written, interrupt } = memoryTerminal(120)
    const running = runCli([...argv, '--seeds', '4', '--workers', '2'], {
      ...{ terminal, version: '1.2.3', debug: false },
      openLab: () => Promise.resolve(fakeLab(slow)),
    })
    await expect.poll(() => written.out).toContain('[####')
    interrupt()
    expect(await running).toBe(130)
    expect(written.err).toContain('Stopping, and keeping what there is.')
    expect(written.out).toMatch(/1 completed, 3 stopped/)
    const again = await lab([...argv, '--seeds', '4', '--json'])
    expect(again.code).toBe(0)
    expect(again.simulated.sort()).toEqual(['0.01/2', '0.01/3', '0.01/4'])
    expect(JSON.parse(again.out)).toMatchObject({ runs: { completed: 4 } })
  })
})
