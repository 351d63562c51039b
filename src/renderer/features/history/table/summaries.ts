import type { RunStatus, RunSummary } from '../../../../contract/runs.ts'

/** The status that matters most comes first: something going on, then something that went wrong. */
const order: RunStatus[] = ['running', 'paused', 'queued', 'interrupted', 'failed', 'stopped', 'completed']

/** One status for all of them, and what to add in words: how far, or how many have it. */
export function statusOf(runs: readonly RunSummary[]): { status: RunStatus; more: string } {
  const status = order.find((one) => runs.some((run) => run.status === one)) ?? runs[0].status
  const having = runs.filter((run) => run.status === status).length
  if (runs.length > 1) return { status, more: having === runs.length ? '' : `${having} of ${runs.length}` }
  const { done, total } = runs[0].progress
  const partial = status === 'running' || status === 'paused'
  return { status, more: partial && total > 0 ? `${Math.floor((done / total) * 100)} %` : '' }
}

export function tagsOf(runs: readonly RunSummary[]): string[] {
  return [...new Set(runs.flatMap(({ tags }) => tags))]
}
