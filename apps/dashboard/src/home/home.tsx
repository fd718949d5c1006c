'use client'
import { parseAsString, useQueryState } from 'nuqs'
import {
  HomeProjectDocument,
  HomeProjectsDocument,
  HomeSweepsDocument,
  HomeWorkDocument,
} from '@mitoscope/schema/documents'
import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { useTitle } from '../ui/use-title.ts'
import { isBadInput } from '../api/connection.ts'
import { Link } from '../ui/link.tsx'
import { NotFound } from '../ui/query-boundary.tsx'
import { describeContents } from './project-card.tsx'
import { useAllFetched, useThrottled } from '../api/live.ts'
import { ProjectsSection } from './projects-section.tsx'
import { SweepsSection } from './sweeps-section.tsx'
import { TurnedClaims } from '../claims/turned-claims.tsx'
import { WorkSection } from './work-section.tsx'
import './home.css'

/** First page of the lab, or of a project: sweeps, running jobs and failures. */
export function Home() {
  const [projectId] = useQueryState('project', parseAsString)
  const content = <HomeContent key={projectId} projectId={projectId} />
  return (
    <>
      {projectId ? <ProjectHeading id={projectId}>{content}</ProjectHeading> : <LabHeading />}
      {!projectId && content}
    </>
  )
}

function LabHeading() {
  useTitle('Lab')
  return <h1>Lab</h1>
}

interface ProjectHeadingProps {
  readonly id: string
  /** The parts of the project, left out if there is none with this id. */
  readonly children: ReactNode
}

/** Name and contents of the project that is shown, and the way back to all projects. */
function ProjectHeading({ id, children }: ProjectHeadingProps) {
  const [{ data, error }] = useQuery({ query: HomeProjectDocument, variables: { id } })
  const project = data?.project
  useTitle(project?.name, 'Project')
  if (isBadInput(error) || (data && !project)) return <NotFound what="project" />
  return (
    <>
      <h1>{project?.name ?? 'Project'}</h1>
      {project && (
        <>
          {project.description !== '' && <p className="lead">{project.description}</p>}
          <p className="quiet">{describeContents(project)}</p>
        </>
      )}
      <p>
        <Link href="/">The whole lab</Link>
      </p>
      {children}
    </>
  )
}

const anew = { requestPolicy: 'network-only' } as const
// The first project changes the answer, though it holds none.
const context = { additionalTypenames: ['Project'] }

/** The parts of the lab, or of a project, all of them at once. */
function HomeContent({ projectId }: { readonly projectId: string | null }) {
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
      <TurnedClaims projectId={projectId} />
      <WorkSection projectId={projectId} state={work} refetch={() => askWork(anew)} onNew={noteNew} />
    </>
  )
}
