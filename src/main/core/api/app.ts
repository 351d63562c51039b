import type { Answers } from '../answers.ts'
import { existsSync } from 'node:fs'
import type { Core } from '../core.ts'

export function appApi({ about, settings, queue }: Core): Answers['app'] {
  return {
    about: () => about,
    settings: () => settings.get(),
    changeSettings: (change) => {
      const changed = settings.change(change)
      queue.setThreads(changed.workers)
      return changed
    },
    recentProjects: () => settings.recent().map((project) => ({ ...project, exists: existsSync(project.path) })),
  }
}
