import { useDialog } from 'naive-ui'
import { useRouter } from 'vue-router'
import type { DesignKind } from '../../../../contract/design/index.ts'
import { defaultDesign, parseDesign } from '../../../../contract/design/index.ts'
import type { RunDetails } from '../../../../contract/runs.ts'
import { useLab } from '../../../client/api.ts'
import { useNotices } from '../../../stores/notices.ts'
import { runNumber } from '../../../ui/format.ts'
import { useDesigner } from './designer.ts'
import type { Start } from './designer.ts'

function againstOf(preset: string | null): string {
  return preset === null ? 'its beginning' : 'the preset'
}

/** Ways into the designer. What was changed there and not kept is asked about first. */
export function useOpenDesign() {
  const lab = useLab()
  const designer = useDesigner()
  const dialog = useDialog()
  const router = useRouter()
  const notices = useNotices()

  /** False when it did not come to that. */
  async function open(find: () => Start | Promise<Start>): Promise<boolean> {
    if (!(await mayLeave())) return false
    return notices.attempt(async () => {
      await designer.begin(await find())
      await router.push({ name: 'design' })
    })
  }

  function mayLeave(): Promise<boolean> {
    if (!designer.isDirty) return Promise.resolve(true)
    const { promise, resolve } = Promise.withResolvers<boolean>()
    dialog.warning({
      title: `${designer.form.design.value?.name ?? 'The design'} has changes that are not kept`,
      content: 'Opening another design discards them.',
      positiveText: 'Discard the changes',
      negativeText: 'Go on with this design',
      onPositiveClick: () => resolve(true),
      onNegativeClick: () => resolve(false),
      onClose: () => resolve(false),
      onMaskClick: () => resolve(false),
      onEsc: () => resolve(false),
    })
    return promise
  }

  return {
    ofDocument: (id: string) =>
      open(async () => {
        const { design, base, ...document } = await lab.designs.get({ id })
        return { design, base, document, preset: document.preset, against: againstOf(document.preset) }
      }),
    /** A design in a file, which becomes a document of the project. */
    ofFile: (file: File) =>
      open(async () => {
        const { design, base, ...document } = await lab.designs.import({ fileName: file.name, text: await file.text() })
        return { design, base, document, preset: null, against: 'the file' }
      }),
    ofPreset: (name: string) =>
      open(async () => ({
        design: await lab.designs.ofPreset({ preset: name }),
        ...{ against: 'the preset', preset: name },
      })),
    ofRun: ({ design, number, preset }: Pick<RunDetails, 'design' | 'number' | 'preset'>) =>
      open(() => {
        const against = `run ${runNumber(number)}`
        return { design: parseDesign(design, `The design of ${against}`), against, preset }
      }),
    empty: (kind: DesignKind) => open(() => ({ design: defaultDesign(kind), against: 'the defaults', preset: null })),
  }
}
