'use client'
import { HomeProjectsDocument, HomeSweepsDocument, HomeWorkDocument } from '@mitoscope/schema/documents'
import { useQuery } from 'urql'
import { useAllFetched, useThrottled } from '../api/live.ts'
import { ProjectsSection } from './projects-section.tsx'
import { SweepsSection } from './sweeps-section.tsx'
import { WorkSection } from './work-section.tsx'
import './home.css'

const anew = { requestPolicy: 'network-only' } as const
// The first project changes the answer, though it holds none.
const context = { additionalTypenames: ['Project'] }

/** The parts of the lab, or of a project, all of them at once. */
export function HomeContent({ projectId }: { readonly projectId: string | null }) {
  const isLab = projectId === null
  const variables = { projectId }
  const [projects, askProjects] = useQuery({ query: HomeProjectsDocument, context, pause: !isLab })
  const [sweeps, askSweeps] = useQuery({ query: HomeSweepsDocument, variables })
  const [work, askWork] = useQuery({ query: HomeWorkDocument, variables })
  // With other jobs there may be other sweeps, and there are other numbers of runs.
  const noteNew = useThrottled(() => {
    askSweeps(anew)
    if (isLab) askProjects(anew)
  })
  if (!useAllFetched(...(isLab ? [projects] : []), sweeps, work))
    return (
      <p className="quiet" role="status">
        Loading…
      </p>
    )
  return (
    <>
      {isLab && <ProjectsSection state={projects} refetch={() => askProjects(anew)} />}
      <SweepsSection projectId={projectId} state={sweeps} refetch={() => askSweeps(anew)} />
      <WorkSection projectId={projectId} state={work} refetch={() => askWork(anew)} onNew={noteNew} />
    </>
  )
}
