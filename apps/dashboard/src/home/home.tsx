'use client'
import { parseAsString, useQueryState } from 'nuqs'
import { useState } from 'react'
import { useAskSoon } from '../parts/use-ask-soon.ts'
import { useTitle } from '../parts/use-title.ts'
import { ProjectHeading } from './project-heading.tsx'
import { ProjectsSection } from './projects-section.tsx'
import { SweepsSection } from './sweeps-section.tsx'
import { WorkSection } from './work-section.tsx'

/** What the lab has, or a project of it: what is at work, and what went wrong. */
export function Home() {
  const [projectId] = useQueryState('project', parseAsString)
  const [news, setNews] = useState(0)
  const noteNew = useAskSoon(() => setNews((count) => count + 1))
  return (
    <>
      {projectId ? <ProjectHeading id={projectId} /> : <LabHeading />}
      {!projectId && <ProjectsSection news={news} />}
      <SweepsSection key={`sweeps ${projectId}`} projectId={projectId} news={news} />
      <WorkSection key={`work ${projectId}`} projectId={projectId} onNew={noteNew} />
    </>
  )
}

function LabHeading() {
  useTitle('Lab')
  return <h1>Lab</h1>
}
