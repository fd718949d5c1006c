'use client'
import type { FormEvent, ReactNode } from 'react'
import { CreateProjectDocument } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { Problem } from '../ui/query-boundary.tsx'

interface ProjectFieldsProps {
  readonly name?: string
  readonly description?: string
  readonly disabled: boolean
  readonly onSubmit: (name: string, description: string, form: HTMLFormElement) => void
  /** Buttons of the form. */
  readonly children: ReactNode
}

/** The form of a project, new or not. */
export function ProjectFields({ name, description, disabled, onSubmit, children }: ProjectFieldsProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    onSubmit(String(fields.get('name')).trim(), String(fields.get('description')).trim(), form)
  }
  return (
    <form className="home-project-fields" onSubmit={submit}>
      <label>
        Name
        <input name="name" required maxLength={200} defaultValue={name} autoFocus={name !== undefined} />
      </label>
      <label>
        What it is about
        <input name="description" defaultValue={description} />
      </label>
      <fieldset className="actions" disabled={disabled}>
        <legend className="hidden">Actions</legend>
        {children}
      </fieldset>
    </form>
  )
}

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
