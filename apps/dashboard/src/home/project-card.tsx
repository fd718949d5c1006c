'use client'
import {
  DeleteProjectDocument,
  UpdateProjectDocument,
  type HomeProjectFragment,
} from '@mitoscope/schema/documents'
import { useState } from 'react'
import { useMutation } from 'urql'
import { Link } from '../ui/link.tsx'
import { Problem } from '../ui/query-boundary.tsx'
import { ConfirmButton } from '../settings/confirm-button.tsx'
import { ProjectFields } from './project-fields.tsx'
import { countOf } from '../format/format.ts'

interface ProjectCardProps {
  readonly project: HomeProjectFragment
  readonly isAdministrator: boolean
}

/** A project: what is in it, and, for its admins, its name, its description and its end. */
export function ProjectCard({ project, isAdministrator }: ProjectCardProps) {
  const { id, name, description, viewerRole } = project
  const [editing, setEditing] = useState(false)
  const [updated, update] = useMutation(UpdateProjectDocument)
  const [deleted, remove] = useMutation(DeleteProjectDocument)
  const mayChange = isAdministrator || viewerRole === 'ADMIN'
  const busy = updated.fetching || deleted.fetching
  const error = updated.error ?? deleted.error
  return (
    <li>
      <h3>
        <Link href={`/?project=${id}`}>{name}</Link>
      </h3>
      <p>
        {description !== '' && `${description} `}
        <span className="quiet">{describeContents(project)}</span>
      </p>
      {error && !busy && <Problem error={error} />}
      {editing ? (
        <ProjectFields
          name={name}
          description={description}
          disabled={busy}
          onSubmit={(newName, newDescription) =>
            void update({ id, name: newName, description: newDescription }).then((answer) => {
              if (!answer.error) setEditing(false)
            })
          }
        >
          <button>{updated.fetching ? 'Saving…' : 'Save'}</button>
          <button type="button" onClick={() => setEditing(false)}>
            {' '}
            Cancel{' '}
          </button>
        </ProjectFields>
      ) : (
        mayChange && (
          <div className="actions">
            <button type="button" disabled={busy} onClick={() => setEditing(true)}>
              Rename or describe<span className="hidden"> {name}</span>
            </button>
            <ConfirmButton
              label={deleted.fetching ? 'Deleting…' : 'Delete'}
              of={name}
              question="The project and its contents are hidden, and its jobs are cancelled. You can restore it until it is purged."
              disabled={busy}
              onConfirm={() => void remove({ id })}
            />
          </div>
        )
      )}
      {!mayChange && <p className="hidden">Only admins of the project can rename, describe or delete it.</p>}
    </li>
  )
}

/**
 * Describes what a project holds and what the viewer may do there, as "2 models · 45 runs · you are its
 * admin".
 */
export function describeContents({ models, runs, viewerRole }: HomeProjectFragment): string {
  const role = viewerRole && `you are its ${viewerRole.toLowerCase()}`
  return [countOf(models.totalCount, 'model'), countOf(runs.totalCount, 'run'), role]
    .filter(Boolean)
    .join(' · ')
}
