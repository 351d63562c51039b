import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../../src/main/host/cli/main.ts', import.meta.url))
const words = (project: string, command: string[]): string[] => [
  ...['--disable-warning=ExperimentalWarning', main, ...command, '--project', project, '--json'],
]
const set = (...settings: string[]): string[] => settings.flatMap((setting) => ['--set', setting])

const digits = set('schedule.trainSamples=1500', 'evaluation.testSamples=1000', 'evaluation.everySamples=250')
const network = ['run', 'mnist-feedforward', ...digits, ...set('evaluation.holdOutSamples=300')]

/** Long enough to have begun. */
const INTERRUPT_MS = 6000

/** What a laboratory looks like after a day: real runs, of every end that a run can come to, in half a minute. */
export async function prepareProject(project: string, say: (what: string) => void): Promise<void> {
  const commands = [
    [...network, '--seeds', '2'],
    [...network, ...set('rule.etaPlus=0.003')],
    [...network, ...set('rule.etaPlus=0.02')],
    // A network that runs away is stopped by its guard.
    [
      ...network,
      ...set(
        'inhibition.on=false',
        'synapse.weightMv=1000',
        'schedule.initialLow=0.6',
        'schedule.initialHigh=1',
        'teacher.leadMs=0',
      ),
    ],
    ...['figure-2-pair', 'figure-3-stdp', 'figure-4-rate-maps', 'timing-modulation'].map((preset) => ['run', preset]),
    [
      'sweep',
      'figure-3-srdp',
      '--over',
      'pairing.lagMs=5,8,12',
      '--over',
      'rule.etaPlus=linear:0.015..0.03:4',
      '--seeds',
      '2',
    ],
  ]
  for (const command of commands) {
    say(command.join(' '))
    spawnSync(process.execPath, words(project, command), { stdio: 'ignore' })
  }
  await interrupt(project)
}

/** A run whose process is killed while it goes on. */
async function interrupt(project: string): Promise<void> {
  const run = spawn(process.execPath, words(project, ['run', 'mnist-feedforward']), { stdio: 'ignore' })
  await setTimeout(INTERRUPT_MS)
  run.kill('SIGKILL')
  await once(run, 'exit')
}
