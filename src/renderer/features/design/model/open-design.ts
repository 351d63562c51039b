import { useDialog } from 'naive-ui'
import { useRouter } from 'vue-router'
import type { DesignKind } from '../../../../contract/design/index.ts'
import { defaultDesign } from '../../../../contract/design/index.ts'
import type { RunDetails } from '../../../../contract/runs.ts'
import { useLab } from '../../../client/api.ts'
import { useNotices } from '../../../stores/notices.ts'
import { runNumber } from '../../../ui/format.ts'
import { useDesigner } from './designer.ts'
import type { Start } from './designer.ts'

/** Ways into the designer. What was changed there and not kept is asked about first. */
export function useOpenDesign() {
  const lab = useLab()
  const designer = useDesigner()
  const dialog = useDialog()
  const router = useRouter()
  const notices = useNotices()

  async function open(find: () => Start | Promise<Start>): Promise<void> {
    if (!(await mayLeave())) return
    await notices.attempt(async () => {
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
    ofPreset: (name: string) =>
      open(async () => ({
        design: await lab.designs.ofPreset({ preset: name }),
        ...{ against: 'the preset', preset: name },
      })),
    ofRun: ({ design, number, preset }: Pick<RunDetails, 'design' | 'number' | 'preset'>) =>
      open(() => ({ design, against: `run ${runNumber(number)}`, preset })),
    empty: (kind: DesignKind) => open(() => ({ design: defaultDesign(kind), against: 'the defaults', preset: null })),
  }
}
