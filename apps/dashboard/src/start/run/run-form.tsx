import { StartRunDocument, type StartRunInput } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { Problem } from '../../ui/query-boundary.tsx'
import { EstimateLine, useEstimate } from './estimate-line.tsx'
import { NameAndPlace } from '../name-and-place.tsx'
import type { Catalogue } from '../fields/option.ts'
import { chooseProject, rejectProject } from '../project-field.tsx'
import { describeProblems, parseForm } from '../fields/parse-form.ts'
import { rejectModel, useModels } from './models.ts'
import { SendButton, Started, useClientKey } from '../send-button.tsx'
import { SettingsFields } from './settings-fields.tsx'
import { runSettings, splitRun, toSettings, toSweepOfOne } from './settings-options.ts'
import { useView } from '../view.ts'

/** Trains one run. */
export function RunForm({ catalogue }: { readonly catalogue: Catalogue }) {
  const [view, change] = useView()
  const [{ data, error, fetching }, start] = useMutation(StartRunDocument)
  const project = chooseProject(catalogue.projects.nodes, view.project)
  const models = useModels(project?.id)
  const options = runSettings(catalogue, view.set)
  const { values: written, problems } = parseForm(options, view.set)
  const values = toSettings(options, written)
  const fault = describeProblems(options, problems)
  const estimated = useEstimate(fault === undefined ? toSweepOfOne(values) : undefined, [])
  const reason =
    rejectProject(project, catalogue.viewer) ??
    fault ??
    estimated.problem ??
    rejectModel(models, view.model, values)
  const input = {
    projectId: project?.id,
    name: view.name.trim() || undefined,
    modelName: view.model.trim() || undefined,
    ...splitRun(values),
  } as StartRunInput
  const { key, renew } = useClientKey(input)
  const send = async () => {
    const { error: failed } = await start({ input: { ...input, clientKey: key } })
    if (!failed) renew()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (reason === undefined) void send()
      }}
    >
      <NameAndPlace
        projects={catalogue.projects.nodes}
        of="run"
        nameHint="Optional. The default name gives width, seed and weight decay."
        modelHint="A new name creates a new model. The default name gives architecture and dataset."
      />
      <section aria-labelledby="settings">
        <h2 id="settings">Training</h2>
        <SettingsFields
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
          Its curves appear while it trains.
        </Started>
      )}
    </form>
  )
}
