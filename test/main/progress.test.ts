import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/engine/index.ts'
import { showProgress } from '../../src/main/host/cli/progress.ts'
import { memoryTerminal } from '../support/terminal.ts'

const progress = (done: number): RunEvent => ({
  type: 'progress',
  phase: 'training',
  done,
  total: 100,
  unit: 'digits',
  simulatedMs: 0,
})

function watched(columns: number | undefined, runs = 1) {
  const { terminal, written } = memoryTerminal(columns)
  let nowMs = 0
  const display = showProgress(terminal.out, runs, () => nowMs)
  /** Ten digits a second for so many seconds. */
  const work = (seconds: number) => {
    for (let tick = 0; tick < seconds; tick++) {
      nowMs += 1000
      display.take(1, progress(nowMs / 100))
    }
  }
  return { display, written, work }
}

describe('progress', () => {
  it('on a terminal is one redrawn line with speed, accuracy and time left', () => {
    const { display, written, work } = watched(120)
    work(1)
    display.take(1, { type: 'metric', name: 'heldOutAccuracy', step: 10, value: 0.5, unit: '' })
    work(4)
    expect(written.out).not.toContain('\n')
    const line = written.out.split('\r').at(-1)
    expect(line).toMatch(/^training +\[#{12}\.{12}\] +50% +10 digits\/s +accuracy 50\.00 % +5\.0 s left/)
    display.close()
    expect(written.out.endsWith('\n')).toBe(true)
  })

  it('never fills more than the line', () => {
    const { written, work } = watched(30)
    work(5)
    for (const line of written.out.split('\r')) expect(line.length).toBeLessThan(30)
  })

  it('elsewhere is a line about every five seconds', () => {
    const { display, written, work } = watched(undefined)
    work(10)
    display.close()
    expect(written.out).not.toContain('\r')
    expect(written.out.trimEnd().split('\n')).toHaveLength(3)
  })

  it('of several runs counts those that wait as well', () => {
    const { written, work } = watched(120, 4)
    work(10)
    expect(written.out.split('\r').at(-1)).toContain(' 25% ')
  })
})
