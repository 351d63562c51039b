import { useRouter } from 'vue-router'
import type { LabelChange } from '../../../../contract/history.ts'
import type { RunDetails, RunSummary } from '../../../../contract/runs.ts'
import { liveStatuses, resumableStatuses } from '../../../../contract/runs.ts'
import { useLab } from '../../../client/api.ts'
import { useNotices } from '../../../stores/notices.ts'
import { runNumber } from '../../../ui/format.ts'
import { useHistory } from './history.ts'
import { saveFile } from './save-file.ts'

export function isLive({ status }: Pick<RunSummary, 'status'>): boolean {
  return (liveStatuses as readonly string[]).includes(status)
}

export function canResume({ status }: Pick<RunSummary, 'status'>): boolean {
  return (resumableStatuses as readonly string[]).includes(status)
}

/** 'run 0142', '3 runs'. */
function runsInWords(runs: readonly RunSummary[]): string {
  return runs.length === 1 ? `run ${runNumber(runs[0].number)}` : `${runs.length} runs`
}

/** What can be done with runs, with a word when it is done and a sentence when it cannot be. */
export function useRunActions() {
  const lab = useLab()
  const history = useHistory()
  const notices = useNotices()
  const router = useRouter()
  const ids = (runs: readonly RunSummary[]) => runs.map(({ id }) => id)

  async function label(runs: readonly RunSummary[], change: LabelChange): Promise<boolean> {
    return notices.attempt(async () => {
      await lab.history.label({ runIds: ids(runs), change })
      await history.refresh()
    })
  }

  function star(runs: readonly RunSummary[]): Promise<boolean> {
    return label(runs, { starred: !runs.every(({ starred }) => starred) })
  }

  async function trash(runs: readonly RunSummary[]): Promise<void> {
    await notices.attempt(async () => {
      const ended = runs.filter((run) => !isLive(run))
      if (ended.length === 0) throw new Error('A run that goes on cannot be moved to the trash: stop it first.')
      await lab.history.trash({ runIds: ids(ended) })
      history.selection.remove(ids(ended))
      if (ended.some(({ id }) => id === history.openId)) history.openId = null
      await history.refresh()
      const undo = { label: 'Undo', run: () => void restore(ended) }
      notices.tell('info', `Moved ${runsInWords(ended)} to the trash.`, undo)
    })
  }

  async function restore(runs: readonly RunSummary[]): Promise<void> {
    await notices.attempt(async () => {
      await lab.history.restore({ runIds: ids(runs) })
      history.selection.remove(ids(runs))
      await history.refresh()
      notices.tell('good', `Restored ${runsInWords(runs)}.`)
    })
  }

  async function resume(run: RunDetails): Promise<void> {
    await notices.attempt(async () => {
      await lab.runs.resume({ runId: run.id })
      const how = run.checkpoints.length > 0 ? 'goes on from its last checkpoint' : 'begins anew'
      notices.tell('good', `Run ${runNumber(run.number)} ${how}.`, {
        label: 'Watch',
        run: () => void watch(run),
      })
    })
  }

  function watch(run: Pick<RunSummary, 'id'>): Promise<unknown> {
    return router.push({ name: 'monitor', params: { runId: run.id } })
  }

  async function exportFigure(run: RunSummary, figure: string, format: 'svg' | 'png'): Promise<void> {
    await notices.attempt(async () => {
      const { name, bytes } = await lab.history.exportFigure({ runId: run.id, figure, format })
      saveFile(name, bytes, format === 'svg' ? 'image/svg+xml' : 'image/png')
      notices.tell('good', `Saved ${name}.`)
    })
  }

  async function exportBundle(runs: readonly RunSummary[]): Promise<void> {
    await notices.attempt(async () => {
      const { name, bytes } = await lab.history.exportBundle({ runIds: ids(runs) })
      saveFile(name, bytes, 'application/zip')
      notices.tell('good', `Saved ${runsInWords(runs)} as ${name}.`)
    })
  }

  return { label, star, trash, restore, resume, watch, exportFigure, exportBundle }
}
