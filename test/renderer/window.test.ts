// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { button, combobox, key, labelled, openWindow, press, sees, soon, type } from './window.ts'

// There is no canvas here; charts are looked at in a real browser.
vi.mock('../../src/renderer/charts/echarts.ts', () => ({ VChart: { render: () => null } }))
// Nor are there threads; what they compute is tested with the engine.
vi.stubGlobal(
  'Worker',
  class {
    postMessage(): void {}
    terminate(): void {}
  },
)

let current: ReturnType<typeof openWindow> | undefined

function open(options?: Parameters<typeof openWindow>[0]) {
  current = openWindow(options)
  return current.fake.lab
}

afterEach(() => {
  current?.close()
  current = undefined
})

describe('a first start', () => {
  it('says what a project is, and asks for one before the first run', async () => {
    const lab = open({ project: false })
    const start = vi.spyOn(lab.runs, 'start')
    await press('Run MNIST, feed-forward')
    await sees('New project')
    expect(start).not.toHaveBeenCalled()
    await press('Create')
    await soon(() => expect(start).toHaveBeenCalledOnce())
    expect(start.mock.calls[0][0]).toMatchObject({ preset: 'mnist-feedforward', seeds: [1] })
    await soon(() => expect(window.location.hash).toBe('#/monitor/r0001'))
  })

  it('shows ways to a project in the place of views that need one', async () => {
    open({ project: false })
    await sees('Networks that learn')
    key('g')
    key('r')
    await sees('No project is open')
  })

  it('shows what is wrong with a project beside the ways to another', async () => {
    const lab = open({ project: false })
    vi.spyOn(lab.projects, 'open').mockRejectedValue(
      new Error('x.bistable is not a Bistable project: it is a picture.'),
    )
    await press('Open…')
    type(await soon(() => labelled('Its file')), '/x.bistable')
    await press('Open')
    await sees('x.bistable is not a Bistable project: it is a picture.')
  })
})

describe('a design in its form', () => {
  it('refuses what is out of range in place, and takes changes back', async () => {
    const lab = open()
    const start = vi.spyOn(lab.runs, 'start')
    await press('Open in designer: MNIST, feed-forward')
    const field = await soon(() => labelled('Potentiation'))
    const before = field.value
    type(field, '3')
    await sees('rule.etaPlus is 3: it must be a number between 0 and 1.')
    expect(button('Run').disabled).toBe(true)
    type(field, '0.004')
    await sees('1 field differs from the preset')
    await soon(() => expect(button('Run').disabled).toBe(false))
    await press(`Back to ${before} `)
    await soon(() => expect(field.value).toBe(before))
    type(field, '0.004')
    type(labelled('Seeds'), '1-3')
    await press('Run 3')
    await soon(() => expect(start).toHaveBeenCalledOnce())
    expect(start.mock.calls[0][0]).toMatchObject({
      preset: null,
      seeds: [1, 2, 3],
      design: { rule: { etaPlus: 0.004 } },
    })
  })
})

describe('a run that goes on', () => {
  it('can be stopped while it is still on its way to a pause', async () => {
    const lab = open()
    const pause = vi.spyOn(lab.runs, 'pause').mockResolvedValue(undefined)
    const stop = vi.spyOn(lab.runs, 'stop').mockResolvedValue(undefined)
    await press('Run MNIST, feed-forward')
    await press('Pause')
    await soon(() => expect(pause).toHaveBeenCalledOnce())
    await press('Stop')
    await soon(() => expect(stop).toHaveBeenCalledOnce())
    // It is on its way already.
    await press('Stop')
    await press('Pause')
    expect(stop).toHaveBeenCalledOnce()
    expect(pause).toHaveBeenCalledOnce()
  })
})

describe('keys', () => {
  it('open the palette, and what is chosen there', async () => {
    open()
    await sees('Networks that learn')
    key('k', { ctrlKey: true })
    const input = await soon(combobox)
    type(input, 'settings')
    await soon(() => expect(document.querySelectorAll('[role=option]')).toHaveLength(1))
    input.focus()
    key('Enter')
    await sees('Worker threads')
  })

  it('go from view to view', async () => {
    open()
    await sees('Networks that learn')
    key('g')
    key('s')
    await sees('Worker threads')
  })
})

describe('settings', () => {
  it('are taken back when the core refuses, and say why', async () => {
    const lab = open()
    vi.spyOn(lab.app, 'changeSettings').mockRejectedValue(
      new Error('The settings cannot be written: the disk is full.'),
    )
    await sees('Networks that learn')
    key('L', { ctrlKey: true, shiftKey: true })
    await sees('The settings cannot be written: the disk is full.')
    expect(document.documentElement.dataset.theme).toBe('light')
  })
})

describe('the connection', () => {
  it('is talked about only while it is lost', async () => {
    open()
    const { fake } = current!
    await sees('Networks that learn')
    fake.state.value = 'lost'
    await sees('Runs go on without this window.')
    fake.state.value = 'open'
    await soon(() => expect(document.body.textContent).not.toContain('Runs go on without this window.'))
  })
})
