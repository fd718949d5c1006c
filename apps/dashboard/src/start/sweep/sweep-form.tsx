import { StartSweepDocument, type SweepSettings } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { useId, useMemo } from 'react'
import { Problem } from '../../ui/query-boundary.tsx'
import { EstimateLine, useEstimate } from '../run/estimate-line.tsx'
import { chooseMeasures, parseMeasures } from '../analysis/measure-choice.ts'
import { MeasureFields } from '../analysis/measure-fields.tsx'
import { NameAndPlace } from '../name-and-place.tsx'
import type { Catalogue, Option } from '../fields/option.ts'
import { chooseProject, rejectProject } from '../project-field.tsx'
import { contrastOptions, parseContrasts } from './parse-contrasts.ts'
import { describeProblems, parseForm, type Texts } from '../fields/parse-form.ts'
import { RecipeField, SettingsFields } from '../run/settings-fields.tsx'
import { rejectModel, useModels } from '../run/models.ts'
import { SendButton, Started, useClientKey } from '../send-button.tsx'
import { sweepSettings, toSettings } from '../run/settings-options.ts'
import { useView } from '../view.ts'
import { describeScale, findScale, listScales, type PaperScale } from './paper-scales.ts'
import { OptionFields } from '../fields/option-fields.tsx'

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

interface PaperFigureFieldProps {
  readonly catalogue: Catalogue
  /** Figure of the paper and scale that the address names; empty if none. */
  readonly chosen: string
  readonly onChange: (scale: PaperScale) => void
}

/** Fills the form in with the sweep of a figure of the paper, at one of its scales. */
function PaperFigureField({ catalogue, chosen, onChange }: PaperFigureFieldProps) {
  const id = useId()
  const scales = useMemo(() => listScales(catalogue), [catalogue])
  const found = findScale(scales, chosen)
  return (
    <div className="field">
      <label htmlFor={id}>Figure of the paper</label>
      <select
        id={id}
        value={found?.key ?? ''}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => {
          const scale = findScale(scales, target.value)
          if (scale) onChange(scale)
        }}
      >
        <option value="">None</option>
        {scales.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
      <p className="quiet" id={`${id}-hint`}>
        {found ? describeScale(found) : 'A figure fills in all fields with the settings of its sweep.'}
      </p>
    </div>
  )
}

interface ContrastFieldsProps {
  /** The weight decay and the seeds of a contrast. */
  readonly options: readonly Option[]
  readonly rows: readonly Texts[]
  readonly onChange: (rows: Texts[]) => void
}

/** Runs of every width at other weight decays, to set the sweep against. */
function ContrastFields({ options, rows, onChange }: ContrastFieldsProps) {
  const { problems } = parseContrasts(options, rows)
  return (
    <details className="more-fields" open={rows.length > 0}>
      <summary>Contrasts: additional runs of every width at another weight decay</summary>
      {rows.map((row, at) => (
        // A row has no identity but its place.
        <fieldset key={at}>
          <legend>Contrast {at + 1}</legend>
          <OptionFields
            options={options}
            texts={row}
            problems={problems[at]}
            onChange={(next) => onChange(rows.with(at, next))}
          />
          <button type="button" onClick={() => onChange(rows.toSpliced(at, 1))}>
            Remove contrast {at + 1}
          </button>
        </fieldset>
      ))}
      <button type="button" onClick={() => onChange([...rows, {}])}>
        Add a contrast
      </button>
    </details>
  )
}
