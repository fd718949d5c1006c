'use client'
import { HomeProjectDocument } from '@mitoscope/schema/documents'
import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { isBadInput } from '../api/is-unreachable.ts'
import { Link } from '../ui/link.tsx'
import { NotFound } from '../ui/not-found.tsx'
import { useTitle } from '../ui/use-title.ts'
import { describeContents } from './describe-contents.ts'

interface ProjectHeadingProps {
  readonly id: string
  /** The parts of the project, left out if there is none with this id. */
  readonly children: ReactNode
}

/** Name and contents of the project that is shown, and the way back to all projects. */
export function ProjectHeading({ id, children }: ProjectHeadingProps) {
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
