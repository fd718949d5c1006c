'use client'
import { RestoreProjectDocument, type HomeProjectsQuery } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { Problem } from '../ui/query-boundary.tsx'
import { formatTime } from '../format/format.ts'

interface DeletedProjectsProps {
  readonly projects: HomeProjectsQuery['deleted']['nodes']
  readonly isAdministrator: boolean
}

/** Lists the projects that were deleted and are not purged yet, with a way to restore them. */
export function DeletedProjects({ projects, isAdministrator }: DeletedProjectsProps) {
  const [{ error, fetching }, restore] = useMutation(RestoreProjectDocument)
  if (projects.length === 0) return null
  return (
    <details>
      <summary>
        {projects.length} deleted {projects.length === 1 ? 'project' : 'projects'}
      </summary>
      {error && !fetching && <Problem error={error} />}
      <ul className="plain-list">
        {projects.map(({ id, name, deletedAt, viewerRole }) => {
          const mayRestore = isAdministrator || viewerRole === 'ADMIN'
          return (
            <li key={id} className="actions">
              <span>
                {name} <span className="quiet">deleted {formatTime(deletedAt)}</span>
              </span>
              <button type="button" disabled={fetching || !mayRestore} onClick={() => void restore({ id })}>
                Restore<span className="hidden"> {name}</span>
              </button>
              {!mayRestore && <span className="quiet">Only admins of the project can restore it.</span>}
            </li>
          )
        })}
      </ul>
    </details>
  )
}
