'use client'
import { parseAsString, useQueryState } from 'nuqs'
import { useTitle } from '../ui/use-title.ts'
import { HomeContent } from './home-content.tsx'
import { ProjectHeading } from './project-heading.tsx'

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
