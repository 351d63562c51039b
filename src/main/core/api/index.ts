import type { Answers } from '../answers.ts'
import type { Core } from '../core.ts'
import type { View } from '../view.ts'
import { appApi } from './app.ts'
import { datasetsApi } from './datasets.ts'
import { designsApi } from './designs.ts'
import { historyApi } from './history.ts'
import { liveApi } from './live.ts'
import { projectsApi } from './projects.ts'
import { runsApi } from './runs.ts'
import { sweepsApi } from './sweeps.ts'

/** The whole contract, bound to one view. */
export function labApi(core: Core, view: View): Answers {
  return {
    app: appApi(core),
    projects: projectsApi(core, view),
    presets: {
      list: () =>
        core.lab.presets.list().map(({ design, quickDesign: _, ...preset }) => ({ ...preset, kind: design.kind })),
    },
    designs: designsApi(core, view),
    runs: runsApi(core, view),
    sweeps: sweepsApi(view),
    history: historyApi(core, view),
    datasets: datasetsApi(core, view),
    live: liveApi(view),
  }
}
