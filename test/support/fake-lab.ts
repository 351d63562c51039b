import { fileURLToPath } from 'node:url'
import type { Lab } from '../../src/main/lab.ts'
import { createLab } from '../../src/main/lab.ts'
import type { Conduct } from '../../src/main/services/runs/index.ts'
import { fakeConduct } from './conduct.ts'

/** A laboratory with real files and threads, and an engine that does not simulate. */
export function fakeLab(conduct: Conduct = fakeConduct): Lab {
  return createLab({
    conduct,
    version: '1.2.3',
    workerUrl: new URL('./odd.worker.ts', import.meta.url),
    presetsFolder: fileURLToPath(new URL('../../resources/presets', import.meta.url)),
  })
}
