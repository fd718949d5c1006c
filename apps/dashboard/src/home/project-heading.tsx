'use client'
import { HomeProjectDocument } from '@mitoscope/schema/documents'
import { Link } from '../parts/link.tsx'
import { useQuery } from 'urql'
import { useTitle } from '../parts/use-title.ts'
import { describeContents } from './describe-contents.ts'

/** Which project is shown, and the way back to all of them. */
export function ProjectHeading({ id }: { readonly id: string }) {
  const [{ data }] = useQuery({ query: HomeProjectDocument, variables: { id } })
  const project = data?.project
  useTitle(project?.name, 'Project')
  return (
    <>
      <h1>{project?.name ?? (data ? 'No such project' : 'Project')}</h1>
      {project && (
        <>
          {project.description !== '' && <p className="lead">{project.description}</p>}
          <p className="quiet">{describeContents(project)}</p>
        </>
      )}
      {data && !project && (
        <p>
          The address names no project that you may see: it may have been deleted, or you are not its member.
        </p>
      )}
      <p>
        <Link href="/">The whole lab</Link>
      </p>
    </>
  )
}
