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
