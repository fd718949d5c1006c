import type { RunRowFragment } from '@mitoscope/schema/documents'
import { useMemo, useState } from 'react'

export interface Selection {
  readonly runs: readonly RunRowFragment[]
  readonly has: (id: string) => boolean
  readonly set: (runs: readonly RunRowFragment[], chosen: boolean) => void
  readonly clear: () => void
}

/** Runs chosen in the table, over pages and filters. The address does not hold them: they are for what is done next. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlyMap<string, RunRowFragment>>(new Map())
  return useMemo(
    () => ({
      runs: [...chosen.values()],
      has: (id) => chosen.has(id),
      set: (runs, on) =>
        setChosen((before) => {
          const after = new Map(before)
          for (const run of runs) {
            if (on) after.set(run.id, run)
            else after.delete(run.id)
          }
          return after
        }),
      clear: () => setChosen(new Map()),
    }),
    [chosen],
  )
}
