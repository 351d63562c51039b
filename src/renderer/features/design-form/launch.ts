import { shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import type { Design } from '../../../contract/design/index.ts'
import { useLab } from '../../client/api.ts'
import { useProjectDialog } from '../../shell/project-dialog.ts'
import { useNotices } from '../../stores/notices.ts'

/** Starts runs and shows the first of them. */
export function useLaunch() {
  const lab = useLab()
  const router = useRouter()
  const dialog = useProjectDialog()
  const notices = useNotices()
  /** Name of the preset that is being started. */
  const starting = shallowRef<string | null>(null)

  /** True when the runs are on their way; false when the person thought better of it. */
  async function start(design: Design, preset: string | null, seeds: number[]): Promise<boolean> {
    if ((await dialog.ensure()) === null) return false
    const { runIds } = await lab.runs.start({ design, preset, seeds })
    await router.push({ name: 'monitor', params: { runId: runIds[0] } })
    return true
  }

  async function startPreset(name: string): Promise<void> {
    starting.value = name
    await notices.attempt(async () => start(await lab.designs.ofPreset({ preset: name }), name, [1]))
    starting.value = null
  }

  return { starting, start, startPreset }
}
