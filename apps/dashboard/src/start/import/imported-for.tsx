import { useId } from 'react'
import type { Catalogue } from '../fields/option.ts'
import type { ImportTarget } from './use-imported-for.ts'
import { countOf } from '../../format/format.ts'
import { QueryBoundary } from '../../ui/query-boundary.tsx'
import { mostRuns, useRunChoice } from '../analysis/run-choice.ts'
import { useView } from '../view.ts'
import { OptionFields, TextField } from '../fields/option-fields.tsx'
import { ProjectField } from '../project-field.tsx'

interface ImportedForProps {
  readonly catalogue: Catalogue
  readonly target: ImportTarget
}

/** Says for which run a file is. */
export function ImportedFor({ catalogue, target }: ImportedForProps) {
  const { isNew, setNew } = target
  return (
    <section aria-labelledby="for">
      <h2 id="for">Run</h2>
      <fieldset>
        <legend>The file belongs to</legend>
        <p className="actions">
          <label>
            <input type="radio" name="target" checked={isNew} onChange={() => setNew(true)} /> a run that was
            trained elsewhere
          </label>
          <label>
            <input type="radio" name="target" checked={!isNew} onChange={() => setNew(false)} /> a run of this
            lab
          </label>
        </p>
        {isNew ? <NewRun catalogue={catalogue} target={target} /> : <ExistingRun />}
      </fieldset>
    </section>
  )
}

/** One of the lab's runs, found by its name. */
function ExistingRun() {
  const id = useId()
  const [{ q, run }, change] = useView()
  const { state, refetch, runs } = useRunChoice({ q, where: [], any: false, runs: run === '' ? null : [run] })
  return (
    <QueryBoundary state={state} retry={refetch}>
      {({ runs: found }) => (
        <div className="fields">
          <div className="field">
            <label htmlFor={`${id}-q`}>Search by name</label>
            <input
              id={`${id}-q`}
              type="search"
              value={q}
              onKeyDown={(event) => {
                // Searching is not sending.
                if (event.key === 'Enter') event.preventDefault()
              }}
              onChange={({ target }) => change({ q: target.value })}
            />
            <p className="quiet" role="status">
              {countOf(found.totalCount, 'run')} found
              {found.totalCount > mostRuns && `, the newest ${mostRuns} are in the list`}.
            </p>
          </div>
          <div className="field">
            <label htmlFor={id}>Run</label>
            <select id={id} value={run} onChange={({ target }) => change({ run: target.value })}>
              <option value="">…</option>
              {runs.map((each) => (
                <option key={each.id} value={each.id} disabled={each.project.viewerRole === 'VIEWER'}>
                  {each.name} · {each.model.name}
                </option>
              ))}
            </select>
            <p className="quiet">
              The run and the file must have the same width. You cannot write to greyed-out runs.
            </p>
          </div>
        </div>
      )}
    </QueryBoundary>
  )
}

interface NewRunProps {
  readonly catalogue: Catalogue
  readonly target: ImportTarget
}

/** Fields that describe a run that was trained elsewhere. */
function NewRun({ catalogue, target }: NewRunProps) {
  const [view, change] = useView()
  const { project, models, model, options, problems } = target
  return (
    <>
      <div className="fields">
        <ProjectField
          projects={catalogue.projects.nodes}
          project={project}
          onChange={(id) => change({ project: id })}
        />
        <TextField
          label="Model"
          hint={
            model
              ? `This model exists: ${model.architecture} on ${model.dataset}.`
              : 'All settings except width and seed. A new name creates a new model.'
          }
          text={view.model}
          known={models.map(({ name }) => name)}
          onChange={(next) => change({ model: next })}
        />
        {!model && (
          <>
            <TextField
              label="Architecture"
              hint="As fully-connected, or a word of your own."
              text={target.architecture}
              known={catalogue.architectures.map(({ name }) => name)}
              onChange={target.setArchitecture}
            />
            <TextField
              label="Dataset"
              hint="As mnist, or a word of your own."
              text={target.dataset}
              known={catalogue.datasets.map(({ name }) => name)}
              onChange={target.setDataset}
            />
          </>
        )}
      </div>
      <OptionFields
        options={options}
        texts={view.set}
        problems={problems}
        onChange={(set) => change({ set })}
      />
    </>
  )
}
