import { ref } from 'vue'
import type { LabApi, LiveRequest, PresetInfo, ProjectInfo, Settings } from '../../../src/contract/api.ts'
import type { Design, DesignKind } from '../../../src/contract/design/index.ts'
import { defaultDesign, describeFields, designKinds, parseDesign } from '../../../src/contract/design/index.ts'
import type { NamedArray } from '../../../src/contract/results.ts'
import type { Connection, ConnectionState } from '../../../src/renderer/client/api.ts'
import { iterate } from '../../../src/renderer/client/stream.ts'
import { fakeDesigns } from './designs.ts'
import { digitImage } from './digits.ts'
import { fakeFrame } from './frames.ts'
import { fakeHistory } from './history.ts'
import { createFakeRuns } from './runs.ts'
import { fakeSweeps } from './sweeps.ts'

export interface FakeLab extends Connection {
  lab: LabApi
  state: Connection['state'] & { value: ConnectionState }
  end: () => void
}

/** A core that lives in memory, for looking at views and testing components. Everything in it is made up; nothing is simulated. */
export function createFakeLab({ project = true }: { project?: boolean } = {}): FakeLab {
  const runs = createFakeRuns()
  const state = ref<ConnectionState>('open')
  const requests = new Map<string, LiveRequest>()
  let settings: Settings = {
    theme: 'system',
    workers: 2,
    memoryBudgetMb: 2048,
    projectFolder: '~/Documents/Bistable',
    checkpointEveryS: 60,
    checkpointsKept: 2,
    datasets: [],
  }
  let current = project ? projectAt('~/Documents/Bistable/digits-2026.bistable') : null

  const adopt = (path = '~/Documents/Bistable/new.bistable'): Promise<ProjectInfo> => {
    current = projectAt(path)
    return Promise.resolve(current)
  }
  const lab: LabApi = {
    app: {
      about: () => Promise.resolve(about),
      settings: () => Promise.resolve(settings),
      changeSettings: (change) => Promise.resolve((settings = { ...settings, ...change })),
      recentProjects: () => Promise.resolve(recent()),
    },
    projects: {
      current: () => Promise.resolve(current),
      create: ({ path }) => adopt(path),
      open: ({ path }) => adopt(path),
    },
    presets: { list: () => Promise.resolve(presets) },
    designs: {
      fields: ({ kind }) => Promise.resolve(describeFields(kind)),
      ofPreset: ({ preset }) => Promise.resolve(designOf(preset)),
      check: ({ design }) => Promise.resolve(problemsOf(design)),
      estimate: ({ design, seeds }) => Promise.resolve(estimateOf(design, seeds)),
      ...fakeDesigns({ preset: designOf, run: (id) => runs.get(id).design, tell: runs.tell }),
    },
    runs: {
      start: ({ design, preset, seeds }) =>
        Promise.resolve({ runIds: seeds.map((seed) => runs.start(design, preset, seed)) }),
      pause: ({ runId }) => done(() => runs.setStatus(runId, 'paused')),
      unpause: ({ runId }) => done(() => runs.setStatus(runId, 'running')),
      stop: ({ runId }) => done(() => runs.setStatus(runId, 'stopped')),
      checkpoint: () => Promise.resolve(),
      resume: ({ runId }) => done(() => runs.setStatus(runId, 'running')),
      branch: ({ runId }) => Promise.resolve({ runId }),
      reorder: () => Promise.resolve(),
      probe: () =>
        Promise.resolve({ counts: Uint16Array.from({ length: 100 }, (_, k) => (k < 10 ? 9 : 1)), answer: 0 }),
    },
    sweeps: fakeSweeps(runs, ({ design, seeds }) => Promise.resolve(estimateOf(design, seeds))),
    history: fakeHistory(runs),
    datasets: {
      preview: ({ count }) => Promise.resolve(previewOf(count)),
      choose: ({ path }) => Promise.resolve(path === undefined ? null : { dataset: path }),
    },
    live: {
      activity: () => iterate((sink) => runs.listen(sink.next)),
      watch: ({ runId, request }) => {
        requests.set(runId, request)
        return iterate((sink) => {
          const timer = setInterval(() => {
            const { status, progress } = runs.get(runId)
            if (status === 'running') sink.next(fakeFrame(requests.get(runId)!, progress.done))
          }, 300)
          return () => clearInterval(timer)
        })
      },
      change: ({ runId, request }) => done(() => requests.set(runId, request)),
      taken: () => Promise.resolve(),
    },
  }
  if (project) {
    for (const seed of [1, 2, 3]) runs.start(designOf('mnist-feedforward'), 'mnist-feedforward', seed)
    runs.setStatus('r0001', 'completed')
  }
  return { lab, state, end: runs.end }
}

const files = import.meta.glob<{
  name: string
  title: string
  description: string
  expected: string
  minutes: number
  design: { kind: DesignKind }
}>('../../../resources/presets/*.json', { eager: true, import: 'default' })
const shipped = Object.values(files)
const presets: PresetInfo[] = [
  ...shipped.map(({ design, ...preset }) => ({ ...preset, kind: design.kind })),
  ...designKinds
    .filter((kind) => !shipped.some(({ design }) => design.kind === kind))
    .map((kind) => ({
      name: kind,
      title: defaultDesign(kind).name,
      description: 'Made up by the fake core.',
      expected: '',
      minutes: 0.2,
      kind,
    })),
]

const about = {
  ...{ version: '0.0.0-fake', engineVersion: '0.0.0-fake', host: 'browser' as const, platform: 'in memory', cores: 2 },
  licences: [{ name: 'vue', version: '3', licence: 'MIT' }],
}

function designOf(name: string): Design {
  const file = shipped.find((preset) => preset.name === name)
  return file === undefined ? defaultDesign(name as DesignKind) : parseDesign(file.design, name)
}

function problemsOf(design: unknown) {
  try {
    parseDesign(design, 'The design')
    return []
  } catch (error) {
    return [{ path: '', value: '', message: (error as Error).message }]
  }
}

function estimateOf(design: Design, seeds: number) {
  const digits = design.kind === 'classification' ? design.schedule.trainSamples : 0
  return {
    ...{
      runs: seeds,
      simulatedMs: digits * 450 * seeds,
      wallMs: 2 * digits * seeds,
      memoryBytes: 1.3e8,
      recordedBytes: 4e5,
    },
    ...{ basis: 'made up', measured: true, overBudget: null },
  }
}

function projectAt(path: string): ProjectInfo {
  return { path, name: path.split('/').at(-1)!.replace('.bistable', ''), bytes: 41_200_000, runs: 3, readOnly: false }
}

function recent() {
  const file = (name: string, hours: number, exists = true) => ({
    ...{ path: `~/Documents/Bistable/${name}.bistable`, name, exists, openedAtMs: Date.now() - hours * 3_600_000 },
  })
  return [file('digits-2026', 0.2), file('ablations', 26), file('thesis', 300, false)]
}

function previewOf(count: number) {
  const data = new Uint8Array(count * 784)
  for (let k = 0; k < count; k++) data.set(digitImage(k % 10, (k % 3) - 1), k * 784)
  const axes = ['digit', 'row', 'column'].map((name) => ({ name, unit: '' }))
  const images: NamedArray = { label: 'Digits', unit: '', dtype: 'uint8', shape: [count, 28, 28], axes, data }
  return { images, labels: Array.from({ length: count }, (_, k) => k % 10), trainCount: 60000, testCount: 10000 }
}

function done(action: () => unknown): Promise<void> {
  action()
  return Promise.resolve()
}
