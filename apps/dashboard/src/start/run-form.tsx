import { StartRunDocument, type StartRunInput } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { Problem } from '../parts/answer.tsx'
import { EstimateLine } from './estimate-line.tsx'
import type { Catalogue } from './option.ts'
import { OptionFields } from './option-fields.tsx'
import { chooseProject, ProjectField, refuseProject } from './project-field.tsx'
import { describeProblems, readForm } from './read-form.ts'
import { SendButton } from './send-button.tsx'
import { runSettings, splitRun, toSweepOfOne } from './settings-options.ts'
import { Started } from './started.tsx'
import { TextField } from './text-field.tsx'
import { useEstimate } from './use-estimate.ts'
import { useModels } from './use-models.ts'
import { useView } from './use-view.ts'

/** Trains one run. */
export function RunForm({ catalogue }: { readonly catalogue: Catalogue }) {
  const [view, change] = useView()
  const [{ data, error, fetching }, start] = useMutation(StartRunDocument)
  const project = chooseProject(catalogue.projects.nodes, view.project)
  const models = useModels(project?.id)
  const options = runSettings(catalogue, view.set)
  const { values, problems } = readForm(options, view.set)
  const fault = describeProblems(options, problems)
  const estimated = useEstimate(fault === undefined ? toSweepOfOne(values) : undefined)
  const reason = refuseProject(project) ?? fault ?? estimated.problem
  const input = {
    projectId: project?.id,
    name: view.name.trim() || undefined,
    modelName: view.model.trim() || undefined,
    ...splitRun(values),
  } as StartRunInput
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (reason === undefined) void start({ input })
      }}
    >
      <section aria-labelledby="where">
        <h2 id="where">Name and place</h2>
        <div className="start-fields">
          <TextField
            label="Name of the run"
            hint="For people; when empty, made of its width, seed and weight decay."
            text={view.name}
            onChange={(name) => change({ name })}
          />
          <ProjectField
            projects={catalogue.projects.nodes}
            project={project}
            onChange={(id) => change({ project: id })}
          />
          <TextField
            label="Model"
            hint="Made when there is none of this name; when empty, called by its architecture and dataset."
            text={view.model}
            known={models.map(({ name }) => name)}
            onChange={(model) => change({ model })}
          />
        </div>
      </section>
      <section aria-labelledby="settings">
        <h2 id="settings">Training</h2>
        <OptionFields
          options={options}
          texts={view.set}
          problems={{ ...estimated.problems, ...problems }}
          onChange={(set) => change({ set })}
        />
      </section>
      <EstimateLine estimated={estimated} devices={catalogue.workers.totalCount} />
      <SendButton label="Start the run" busyLabel="Starting the run…" busy={fetching} reason={reason} />
      {error && <Problem error={error} />}
      {data && !fetching && (
        <Started href={`/run?id=${data.startRun.run.id}`} label={data.startRun.run.name}>
          Its curves come while it trains.
        </Started>
      )}
    </form>
  )
}
