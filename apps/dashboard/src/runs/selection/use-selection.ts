import type { RunRowFragment } from '@mitoscope/schema/documents'
import { useCallback, useMemo, useState } from 'react'

/** Fields of a run that the actions on a selection need. */
export type Selectable = Pick<RunRowFragment, 'id' | 'name' | 'tags' | 'project'>

export interface Selection {
  readonly runs: readonly Selectable[]
  readonly has: (id: string) => boolean
  readonly set: (runs: readonly Selectable[], chosen: boolean) => void
  readonly clear: () => void
}

/** Runs chosen in the table, over pages and filters. The address does not hold them: they are for what is done next. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Selectable>>(new Map())
  const set = useCallback<Selection['set']>(
    (runs, on) =>
      setChosen((before) => {
        const after = new Map(before)
        for (const run of runs) {
          if (on) after.set(run.id, run)
          else after.delete(run.id)
        }
        return after
      }),
    [],
  )
  const clear = useCallback(() => setChosen(new Map()), [])
  return useMemo(
    () => ({ runs: [...chosen.values()], has: (id) => chosen.has(id), set, clear }),
    [chosen, set, clear],
  )
}
