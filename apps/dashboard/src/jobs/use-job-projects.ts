import { JobProjectsDocument } from '@mitoscope/schema/documents'
import { useMemo } from 'react'
import { useQuery } from 'urql'

const none: readonly string[] = []
// The first project changes this answer, though it holds none.
const context = { additionalTypenames: ['Project'] }

/** Ids of the projects whose jobs one may follow; those beyond 400 are not followed. */
export function useJobProjects(): readonly string[] {
  const [{ data }] = useQuery({ query: JobProjectsDocument, context })
  return useMemo(() => data?.projects.nodes.map(({ id }) => id) ?? none, [data])
}
