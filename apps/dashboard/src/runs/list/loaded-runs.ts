import type { RunsPageQuery } from '@mitoscope/schema/documents'
import type { Run } from '../table/columns.ts'

/** Runs that have been read, from the first on. */
export interface LoadedRuns {
  readonly runs: readonly Run[]
  /** Number of runs that match in all. */
  readonly totalCount: number
  /** After which the next page begins; undefined where there is none. */
  readonly cursor: string | undefined
}

type Page = RunsPageQuery['runs']
type Change = Partial<Run> & Pick<Run, 'id'>

/**
 * Returns the loaded runs with the next page at their end. Runs that moved to it since the page before stay
 * where they were.
 */
export function withPage(before: LoadedRuns | undefined, page: Page): LoadedRuns {
  const known = new Set(before?.runs.map(({ id }) => id))
  const { hasNextPage, endCursor } = page.pageInfo
  const runs = [...(before?.runs ?? []), ...page.nodes.filter(({ id }) => !known.has(id))]
  const cursor = hasNextPage ? (endCursor ?? undefined) : undefined
  // Runs that came and went while the pages were read: at the end, what is there is what counts.
  return { runs, totalCount: cursor === undefined ? runs.length : page.totalCount, cursor }
}

/** The runs with what has changed of them; where nothing has, the very same. */
export function withChanges(runs: readonly Run[], changes: readonly Change[]): readonly Run[] {
  const byId = new Map(changes.map((change) => [change.id, change]))
  let touched = false
  const next = runs.map((run) => {
    const change = byId.get(run.id)
    const merged = change ? withChange(run, change) : run
    if (merged !== run) touched = true
    return merged
  })
  return touched ? next : runs
}

function withChange(run: Run, change: Change): Run {
  const { metrics, ...rest } = change
  const merged: Run = { ...run, ...rest, ...(metrics && { metrics: mergeMetrics(run.metrics, metrics) }) }
  return JSON.stringify(merged) === JSON.stringify(run) ? run : merged
}

/**
 * Merges changes into metrics: what a change does not tell of a metric, and metrics that it leaves out, stay
 * as they were.
 */
function mergeMetrics(before: Run['metrics'], changed: NonNullable<Run['metrics']>): Run['metrics'] {
  const known = new Map((before ?? []).map((series) => [series.name, series]))
  for (const series of changed) known.set(series.name, { ...known.get(series.name), ...series })
  return [...known.values()]
}

/** Runs that were created since the table was fetched. */
export interface NewRuns {
  /**
   * Ids of the runs that the subscription began with, which were there before; undefined until it begins.
   */
  readonly known?: ReadonlySet<string>
  readonly fresh: ReadonlySet<string>
}

export const noNewRuns: NewRuns = { fresh: new Set() }

interface Update {
  readonly current: boolean
  readonly gone: readonly string[]
  readonly runs: readonly { readonly id: string }[]
}

/** After another message of the subscription; after a lost connection it begins with all of the runs again. */
export function withUpdate({ known, fresh }: NewRuns, { current, gone, runs }: Update): NewRuns {
  const ids = runs.map(({ id }) => id)
  if (!known) return { known: new Set(ids), fresh }
  const next = new Set(current ? [] : fresh)
  for (const id of ids) if (!known.has(id)) next.add(id)
  for (const id of gone) next.delete(id)
  return { known, fresh: next }
}

/** Returns the ids of followed runs that are no longer there, or no longer match. */
export function findGone(followed: readonly string[], { current, gone, runs }: Update): string[] {
  if (!current) return followed.filter((id) => gone.includes(id))
  const found = new Set(runs.map(({ id }) => id))
  return followed.filter((id) => !found.has(id))
}
