import { NewRunsDocument, RunProjectsDocument, type RunFilter } from '@mitoscope/schema/documents'
import { useEffect, useState } from 'react'
import { useClient, useQuery } from 'urql'
import { noNewRuns, withUpdate, type NewRuns } from './new-runs.ts'

/** In so many projects at most new runs are looked out for: each takes a subscription of its own. */
const mostProjects = 50

interface Since {
  readonly filter: RunFilter | undefined
  /** When the newest known run was made; undefined where there is none. */
  readonly newest: string | undefined
  /** How often the table has been read; 0 before it has. */
  readonly reading: number
}

/** How many runs that match have been made since the table was read. */
export function useNewRuns({ filter, newest, reading }: Since): number {
  const client = useClient()
  const [{ data }] = useQuery({ query: RunProjectsDocument, requestPolicy: 'cache-first' })
  const [byProject, setByProject] = useState<Readonly<Record<string, NewRuns>>>({})
  const projects = JSON.stringify(data?.projects.nodes.slice(0, mostProjects).map(({ id }) => id) ?? [])
  const wanted = JSON.stringify([
    ...(filter ? [filter] : []),
    ...(newest ? [{ createdAt: { gt: newest } }] : []),
  ])

  useEffect(() => {
    setByProject({})
    if (reading === 0) return
    const AND = JSON.parse(wanted) as RunFilter[]
    const stops = (JSON.parse(projects) as string[]).map((projectId) => {
      const source = client.subscription(NewRunsDocument, { projectId, filter: { AND } })
      return source.subscribe((answer) => {
        const update = answer.data?.runsUpdated
        if (!update) return
        setByProject((before) => ({
          ...before,
          [projectId]: withUpdate(before[projectId] ?? noNewRuns, update),
        }))
      }).unsubscribe
    })
    return () => stops.forEach((stop) => stop())
  }, [client, projects, wanted, reading])
  return Object.values(byProject).reduce((sum, { fresh }) => sum + fresh.size, 0)
}
