import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { PresetInfo, ProjectInfo, RecentProject } from '../../contract/api.ts'
import { useLab } from '../client/api.ts'

/** The project this window works on. */
export const useProject = defineStore('project', () => {
  const lab = useLab()
  const current = shallowRef<ProjectInfo | null>(null)
  const recent = shallowRef<RecentProject[]>([])
  const presets = shallowRef<PresetInfo[]>([])
  /** Why the project this window was started with cannot be opened. */
  const problem = shallowRef<unknown>(null)
  /** False until the core has answered for the first time. */
  const loaded = shallowRef(false)

  async function load(): Promise<void> {
    const [project, projects, list] = await Promise.all([
      lab.projects.current().catch((error: unknown) => {
        problem.value = error
        return null
      }),
      lab.app.recentProjects(),
      lab.presets.list(),
    ])
    current.value = project
    recent.value = projects
    presets.value = list
    loaded.value = true
  }

  /** Null when the person cancelled. */
  async function open(path?: string): Promise<ProjectInfo | null> {
    return adopt(await lab.projects.open(path === undefined ? {} : { path }))
  }

  async function create(path?: string): Promise<ProjectInfo | null> {
    return adopt(await lab.projects.create(path === undefined ? {} : { path }))
  }

  async function adopt(project: ProjectInfo | null): Promise<ProjectInfo | null> {
    if (project === null) return null
    problem.value = null
    current.value = project
    recent.value = await lab.app.recentProjects()
    return project
  }

  /** Its size and number of runs, anew. */
  async function refresh(): Promise<void> {
    current.value = await lab.projects.current()
  }

  function presetOf(name: string | null): PresetInfo | undefined {
    return presets.value.find((preset) => preset.name === name)
  }

  return { current, problem, recent, presets, loaded, load, refresh, open, create, presetOf }
})
