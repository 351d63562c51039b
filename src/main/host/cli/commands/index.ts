import type { Command } from '../command.ts'
import { bench } from './bench.ts'
import { demo } from './demo.ts'
import { designs } from './designs.ts'
import { doctor } from './doctor.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { presets } from './presets.ts'
import { replay } from './replay.ts'
import { reproduce } from './reproduce.ts'
import { resume } from './resume.ts'
import { run } from './run.ts'
import { runs } from './runs.ts'
import { schema } from './schema.ts'
import { serve } from './serve.ts'
import { show } from './show.ts'
import { sweep } from './sweep.ts'

export const commands: readonly Command[] = [
  presets,
  run,
  sweep,
  resume,
  reproduce,
  runs,
  show,
  designs,
  schema,
  exportCommand,
  importCommand,
  doctor,
  serve,
  replay,
  bench,
  demo,
]
