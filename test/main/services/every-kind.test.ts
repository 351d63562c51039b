import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Design } from '../../../src/contract/design/index.ts'
import {
  applySettings,
  defaultDesign,
  describeFields,
  designKinds,
  valueAt,
} from '../../../src/contract/design/index.ts'
import { conduct } from '../../../src/engine/index.ts'
import { thisProcess } from '../../../src/main/db/liveness.ts'
import { openMemory } from '../../../src/main/db/open.ts'
import { getRun, findRun } from '../../../src/main/db/runs.read.ts'
import type { DesignService } from '../../../src/main/services/designs/index.ts'
import { createDesigns } from '../../../src/main/services/designs/index.ts'
import type { RunService } from '../../../src/main/services/runs/index.ts'
import { createRunService } from '../../../src/main/services/runs/index.ts'
import { usualCheckpoints } from '../../../src/main/services/runs/checkpoint-policy.ts'
import { data, localPorts } from '../../engine/classification/fixture.ts'
import { smallestDesign } from '../../support/small-designs.ts'

let store: ReturnType<typeof openMemory>
let designs: DesignService
let runs: RunService
beforeEach(() => {
  store = openMemory()
  const presets = { list: () => [], get: () => expect.unreachable() }
  designs = createDesigns(store, presets, () => undefined)
  const openPool = (threads: number) => ({ ports: localPorts(threads), close: () => Promise.resolve() })
  runs = createRunService(store, { conduct, openPool, engineVersion: '1', carrier: thisProcess() })
})
afterEach(() => store.close())

/** As a person would type it, field by field. */
function settingsTowards(target: Design): string[] {
  const empty = defaultDesign(target.kind)
  return describeFields(target.kind)
    .filter(({ path }) => JSON.stringify(valueAt(empty, path)) !== JSON.stringify(valueAt(target, path)))
    .map(({ path }) => `${path}=${[valueAt(target, path)].flat().join(', ')}`)
}

test.each(designKinds)(
  'an empty design of %s is kept, made small field by field, run, and ends with results',
  async (kind) => {
    const begun = designs.create(defaultDesign(kind), null)
    expect(begun.design).toEqual(defaultDesign(kind))
    const settings = settingsTowards(smallestDesign(kind))
    expect(settings.length).toBeGreaterThan(0)
    designs.save(begun.id, begun.revision, applySettings(begun.design, settings))
    const { design } = designs.get(begun.id)
    expect(design).toEqual(smallestDesign(kind))

    const { number, ended } = runs.start({ design, preset: null, data }, 1, {
      workers: 2,
      checkpoints: usualCheckpoints,
    })
    expect((await ended).report.status).toBe('completed')
    const run = store.read((db) => getRun(db, findRun(db, store.file, String(number)).number))
    expect(run.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(run.results!.figures.length).toBeGreaterThan(0)
    expect(Object.values(run.results!.scalars).some(({ value }) => Number.isFinite(value))).toBe(true)
  },
)
