import type { HistoryQuery } from '../../../../contract/history.ts'

/** What the left column has chosen. */
export type Place =
  | { kind: 'all' }
  | { kind: 'starred' }
  | { kind: 'interrupted' }
  | { kind: 'trash' }
  | { kind: 'folder'; folder: string }
  | { kind: 'reproductions' }

export type Sort = HistoryQuery['sort']

/** The part of a query that is the same for all its pages. */
export type RunQuery = Omit<HistoryQuery, 'offset' | 'limit'>

export const newestFirst: Sort = { by: 'number', descending: true }

export function queryOf(place: Place, filter: string, sort: Sort, bySeeds: boolean): RunQuery {
  const all = { filter, sort, bySeeds }
  switch (place.kind) {
    case 'all':
      // Who searches wants the runs; who looks around, one line for each sweep.
      return filter.trim() === '' && !bySeeds ? { ...all, collapseSweeps: true } : all
    case 'reproductions':
      return all
    case 'folder':
      return { ...all, folder: place.folder }
    case 'starred':
    case 'interrupted':
    case 'trash':
      return { ...all, only: place.kind }
  }
}

export function samePlace(a: Place, b: Place): boolean {
  return a.kind === b.kind && (a.kind !== 'folder' || (b.kind === 'folder' && a.folder === b.folder))
}
