import { shallowRef } from 'vue'
import type { Design } from '../../../../contract/design/index.ts'
import { useProjectDialog } from '../../../shell/project-dialog.ts'
import type { SweepStart } from './form.ts'

/** What the dialog is open for. A sweep needs a project: what is done already is looked up there. */
export function useSweepStart() {
  const project = useProjectDialog()
  const start = shallowRef<SweepStart | null>(null)

  async function open(design: Design, preset: string | null): Promise<void> {
    if ((await project.ensure()) !== null) start.value = { design, preset }
  }

  return { start, open }
}
