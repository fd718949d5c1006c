import { CreateProjectDocument } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { ProjectFields } from '../home/project-fields.tsx'
import { Problem } from '../ui/query-boundary.tsx'
import type { Catalogue } from './fields/option.ts'
import { mayMakeProject, mayWrite } from './project-field.tsx'

interface FirstProjectProps {
  readonly catalogue: Catalogue
  readonly onMade: () => void
}

/** A form for the project that everything started belongs to, for those who may make one and have none to write to. */
export function FirstProject({ catalogue, onMade }: FirstProjectProps) {
  const [{ error, fetching }, create] = useMutation(CreateProjectDocument)
  const { projects, viewer } = catalogue
  if (projects.nodes.some(mayWrite) || !mayMakeProject(viewer)) return null
  return (
    <section className="card" aria-labelledby="first-project">
      <h2 id="first-project">First, a project</h2>
      <p>
        Every run and sweep belongs to a project,{' '}
        {projects.nodes.length === 0
          ? 'and this lab has no project yet.'
          : 'and you cannot write to any of the projects here.'}
      </p>
      <ProjectFields
        disabled={fetching}
        onSubmit={(name, description) =>
          void create({ name, description }).then((answer) => {
            if (!answer.error) onMade()
          })
        }
      >
        <button>{fetching ? 'Creating…' : 'Create the project'}</button>
      </ProjectFields>
      {error && !fetching && <Problem error={error} />}
    </section>
  )
}
