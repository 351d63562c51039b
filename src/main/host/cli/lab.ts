import { fileURLToPath } from 'node:url'
import { conduct } from '../../../engine/index.ts'
import type { Lab } from '../../lab.ts'
import { createLab } from '../../lab.ts'
import { version } from './version.ts'

/** The laboratory of the terminal: presets and threads from the source tree. */
export function openLab(): Lab {
  return createLab({
    conduct,
    version,
    workerUrl: new URL('../../workers/engine.worker.ts', import.meta.url),
    presetsFolder: fileURLToPath(new URL('../../../../resources/presets', import.meta.url)),
  })
}
