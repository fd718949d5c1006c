'use client'
import { CreateProjectDocument } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { Problem } from '../ui/query-boundary.tsx'
import { ProjectFields } from './project-fields.tsx'

/** A form that makes a project, whose admin one then is. */
export function NewProject() {
  const [{ data, error, fetching }, create] = useMutation(CreateProjectDocument)
  return (
    <details>
      <summary>New project</summary>
      <ProjectFields
        disabled={fetching}
        onSubmit={(name, description, form) =>
          void create({ name, description }).then((answer) => {
            if (!answer.error) form.reset()
          })
        }
      >
        <button>{fetching ? 'Creating…' : 'Create the project'}</button>
      </ProjectFields>
      {error && !fetching && <Problem error={error} />}
      <p role="status" className="quiet">
        {data && !fetching && `✓ ${data.createProject.project.name} was created. You are its admin.`}
      </p>
    </details>
  )
}
