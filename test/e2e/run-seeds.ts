import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from './fixtures.ts'

const main = fileURLToPath(new URL('../../src/main/host/cli/main.ts', import.meta.url))

/** Real runs, a second each. */
export function runSeeds(project: string, ...seeds: number[]): void {
  const settings = ['schedule.trainSamples=60', 'evaluation.testSamples=40', 'evaluation.everySamples=20']
  for (const seed of seeds) {
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        ...['--disable-warning=ExperimentalWarning', main, 'run', 'mnist-feedforward', '--project', project, '--json'],
        ...[...settings, 'evaluation.holdOutSamples=20'].flatMap((setting) => ['--set', setting]),
        ...['--seed', String(seed)],
      ],
      { encoding: 'utf8' },
    )
    expect(status, stderr).toBe(0)
  }
}
