import type { Answers } from '../answers.ts'
import { resolve } from 'node:path'
import type { ProjectInfo } from '../../../contract/api.ts'
import type { Core } from '../core.ts'
import { projectInfo } from '../core.ts'
import type { View } from '../view.ts'

const extension = '.bistable'

export function projectsApi(core: Core, view: View): Answers['projects'] {
  const enter = (path: string, create: boolean): ProjectInfo => {
    const open = core.open(path, create)
    view.enter(open)
    return projectInfo(open)
  }
  return {
    current: () => {
      const open = view.current()
      const problem = core.firstProblem()
      if (open === undefined && problem !== undefined) throw problem
      return open === undefined ? null : projectInfo(open)
    },
    create: async ({ path }) => {
      const folder = core.settings.get().projectFolder
      const chosen = path === undefined ? await view.questions.projectToCreate(folder) : resolve(folder, path)
      return chosen === null ? null : enter(chosen.endsWith(extension) ? chosen : `${chosen}${extension}`, true)
    },
    open: async ({ path }) => {
      const chosen = path ?? (await view.questions.projectToOpen())
      // A name alone is looked for where projects are kept.
      return chosen === null ? null : enter(resolve(core.settings.get().projectFolder, chosen), false)
    },
  }
}
