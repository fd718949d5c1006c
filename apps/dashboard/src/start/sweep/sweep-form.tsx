import { StartSweepDocument, type SweepSettings } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { Problem } from '../../ui/query-boundary.tsx'
import { ContrastFields } from './contrast-fields.tsx'
import { EstimateLine } from '../run/estimate-line.tsx'
import { chooseMeasures, parseMeasures } from '../analysis/measure-choice.ts'
import { MeasureFields } from '../analysis/measure-fields.tsx'
import { NameAndPlace } from '../name-and-place.tsx'
import type { Catalogue } from '../fields/option.ts'
import { chooseProject, rejectProject } from '../project-field.tsx'
import { contrastOptions, parseContrasts } from './parse-contrasts.ts'
import { describeProblems, parseForm } from '../fields/parse-form.ts'
import { PaperFigureField } from './paper-figure-field.tsx'
import { RecipeField } from '../run/recipe-field.tsx'
import { rejectModel } from '../run/reject-model.ts'
import { SendButton } from '../send-button.tsx'
import { SettingsFields } from '../run/settings-fields.tsx'
import { sweepSettings, toSettings } from '../run/settings-options.ts'
import { Started } from '../started.tsx'
import { useClientKey } from '../use-client-key.ts'
import { useEstimate } from '../run/use-estimate.ts'
import { useModels } from '../run/use-models.ts'
import { useView } from '../use-view.ts'

/** Trains a grid of widths, seeds and weight decays, and measures every run. */
export function SweepForm({ catalogue }: { readonly catalogue: Catalogue }) {
  const [view, change] = useView()
  const [{ data, error, fetching }, start] = useMutation(StartSweepDocument)
  const project = chooseProject(catalogue.projects.nodes, view.project)
  const models = useModels(project?.id)
  const options = sweepSettings(catalogue, view.set)
  const form = parseForm(options, view.set)
  const contrastFields = contrastOptions(options)
  const { contrasts, isRight } = parseContrasts(contrastFields, view.contrasts)
  const chosen = view.measures ?? chooseMeasures(catalogue.sweepMeasures)
  const { requests, wrong } = parseMeasures(catalogue.measures, chosen)
  const fault =
    describeProblems(options, form.problems) ?? (isRight ? undefined : 'Correct the contrasts first.')
  const settings = fault === undefined ? { ...toSettings(options, form.values), contrasts } : undefined
  const estimated = useEstimate(settings, wrong.length > 0 ? [] : requests)
  const input = {
    projectId: project?.id,
    name: view.name.trim(),
    modelName: view.model.trim() || undefined,
    settings: settings as SweepSettings | undefined,
    analyses: requests.map((request) => ({ ...request })),
  }
  const { key, renew } = useClientKey(input)
  const reason =
    rejectProject(project, catalogue.viewer) ??
    (input.name === '' ? 'Enter a name for the sweep first.' : undefined) ??
    fault ??
    estimated.problem ??
    // Without a name of its own the model is called as the sweep.
    rejectModel(models, view.model.trim() || input.name, form.values) ??
    (wrong.length > 0 ? `Correct the options of: ${wrong.join(', ')}.` : undefined)
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
        of="sweep"
        nameHint="For people, as “MNIST, stronger decay”."
        modelHint="Groups runs with the same architecture, dataset and training. A new name creates a new model. The default is the name of the sweep."
      />
      <section aria-labelledby="settings">
        <h2 id="settings">Training</h2>
        <div className="fields start-from">
          <PaperFigureField
            catalogue={catalogue}
            chosen={view.figure}
            onChange={({ key, texts, contrasts }) =>
              change({ figure: key, set: texts, contrasts: [...contrasts] })
            }
          />
          <RecipeField catalogue={catalogue} texts={view.set} onChange={(set) => change({ set })} />
        </div>
        <SettingsFields
          options={options}
          texts={view.set}
          problems={{ ...estimated.problems, ...form.problems }}
          onChange={(set) => change({ set })}
        />
        <ContrastFields
          options={contrastFields}
          rows={view.contrasts}
          onChange={(rows) => change({ contrasts: rows })}
        />
      </section>
      <section aria-labelledby="measures">
        <h2 id="measures">Analyses of every run</h2>
        <p className="quiet">
          Each analysis starts when its run is trained. The report with the figures of the sweep is made
          automatically.
        </p>
        <MeasureFields
          measures={catalogue.measures}
          chosen={chosen}
          onChange={(measures) => change({ measures })}
        />
      </section>
      <EstimateLine estimated={estimated} devices={catalogue.workers.totalCount} />
      <SendButton label="Start the sweep" busyLabel="Starting the sweep…" busy={fetching} reason={reason} />
      {error && <Problem error={error} />}
      {data && !fetching && (
        <Started href={`/sweep?id=${data.startSweep.sweep.id}`} label={data.startSweep.sweep.name}>
          Its results appear while it trains.
        </Started>
      )}
    </form>
  )
}
