import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ProjectInfo } from '../../contract/api.ts'
import { useProject } from '../stores/project.ts'
import { useSettings } from '../stores/settings.ts'

type Question = 'new' | 'open'

/** Asks for a project: by the system's own dialog in a desktop window, by a form with a path in a browser. */
export const useProjectDialog = defineStore('project-dialog', () => {
  const project = useProject()
  const settings = useSettings()
  const question = shallowRef<Question | null>(null)
  let answer: (project: ProjectInfo | null) => void = () => undefined

  /** Null when the person thinks better of it. */
  function ask(what: Question): Promise<ProjectInfo | null> {
    if (settings.about?.host === 'electron') return what === 'new' ? project.create() : project.open()
    close(null)
    question.value = what
    return new Promise((resolve) => (answer = resolve))
  }

  function close(result: ProjectInfo | null): void {
    question.value = null
    answer(result)
  }

  /** The project that a run is to go into, asked for if there is none yet. */
  async function ensure(): Promise<ProjectInfo | null> {
    return project.current ?? (await ask('new'))
  }

  return { question, ask, close, ensure }
})
