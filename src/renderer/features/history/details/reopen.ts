import type { RunDetails } from '../../../../contract/runs.ts'
import { useLab } from '../../../client/api.ts'
import { useNotices } from '../../../stores/notices.ts'
import { useRunActions } from '../model/actions.ts'
import { saveFile } from '../model/save-file.ts'

/** What can be made of the design of an earlier run. */
export function useReopen() {
  const lab = useLab()
  const notices = useNotices()
  const { watch } = useRunActions()

  async function runAgain({ design, preset, seed }: RunDetails): Promise<void> {
    await notices.attempt(async () => {
      const { runIds } = await lab.runs.start({ design, preset, seeds: [seed + 1] })
      notices.tell('good', `The same design runs with seed ${seed + 1}.`, {
        label: 'Watch',
        run: () => void watch({ id: runIds[0] }),
      })
    })
  }

  function save({ design, name }: RunDetails): void {
    const bytes = new TextEncoder().encode(`${JSON.stringify(design, null, 2)}\n`)
    saveFile(`${name.replace(/[^\w.-]+/g, '-')}.json`, bytes, 'application/json')
  }

  return { runAgain, save }
}
