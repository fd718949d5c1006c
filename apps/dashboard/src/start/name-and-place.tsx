import { chooseProject, ProjectField } from './project-field.tsx'
import type { Catalogue } from './fields/option.ts'
import { TextField } from './fields/option-fields.tsx'
import { useModels } from './run/models.ts'
import { useView } from './view.ts'

interface NameAndPlaceProps {
  readonly projects: Catalogue['projects']['nodes']
  /** Kind of the thing that gets the name, as "sweep". */
  readonly of: string
  readonly nameHint: string
  readonly modelHint: string
}

/** Fields for the name, project and model of a training. */
export function NameAndPlace({ projects, of, nameHint, modelHint }: NameAndPlaceProps) {
  const [view, change] = useView()
  const project = chooseProject(projects, view.project)
  const models = useModels(project?.id)
  return (
    <section aria-labelledby="where">
      <h2 id="where">Name and place</h2>
      <div className="fields">
        <TextField
          label={`Name of the ${of}`}
          hint={nameHint}
          text={view.name}
          onChange={(name) => change({ name })}
        />
        <ProjectField projects={projects} project={project} onChange={(id) => change({ project: id })} />
        <TextField
          label="Model"
          hint={modelHint}
          text={view.model}
          known={models.map(({ name }) => name)}
          onChange={(model) => change({ model })}
        />
      </div>
    </section>
  )
}
