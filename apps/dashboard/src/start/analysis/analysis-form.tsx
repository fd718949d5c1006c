import { StartAnalysesDocument, type StartAnalysesMutation } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { QueryBoundary, Problem } from '../../ui/query-boundary.tsx'
import { toSearchFilter } from '../../runs/filter/condition.ts'
import { RunSearch } from '../../runs/filter/run-search.tsx'
import { AnalysisEstimateLine, useAnalysisEstimate } from './analysis-estimate.tsx'
import { parseMeasures } from './measure-choice.ts'
import { MeasureFields } from './measure-fields.tsx'
import type { Catalogue, Option } from '../fields/option.ts'
import { OptionFields } from '../fields/option-fields.tsx'
import { describeProblems, parseForm } from '../fields/parse-form.ts'
import { chooseRuns, useRunChoice } from './run-choice.ts'
import { RunPicker } from './run-picker.tsx'
import { SendButton } from '../send-button.tsx'
import { useView } from '../view.ts'
import { countOf } from '../../format/format.ts'
import { Link } from '../../ui/link.tsx'
import { WorkStateMark } from '../../ui/work-state.tsx'

/** Options of every analysis request besides those of its measure. */
const common: readonly Option[] = [
  {
    name: 'analysisSeed',
    title: 'Seed for random chunks',
    kind: 'INTEGER',
    choices: [],
    minimum: 0,
    default: 0,
    mayBeEmpty: false,
    description: 'The same seed selects the same neurons.',
  },
  {
    name: 'sizes',
    title: 'Additional chunk sizes',
    kind: 'INTEGERS',
    choices: [],
    minimum: 1,
    mayBeEmpty: true,
    description: 'In addition to the width halved repeatedly.',
  },
]

/** Measures on the last representation of chosen runs. */
export function AnalysisForm({ catalogue }: { readonly catalogue: Catalogue }) {
  const [view, change] = useView()
  const { runs: ids, measures, recompute, set } = view
  const { state, refetch, runs, isWhole } = useRunChoice(view)
  const [{ data, error, fetching }, start] = useMutation(StartAnalysesDocument)
  const chosen = chooseRuns(runs, ids)
  const { requests, wrong } = parseMeasures(catalogue.measures, measures ?? [])
  const form = parseForm(common, set)
  const fault =
    (requests.length === 0 ? 'Choose a measure first.' : undefined) ??
    (wrong.length > 0 ? `Correct the options of: ${wrong.join(', ')}.` : undefined) ??
    describeProblems(common, form.problems) ??
    (chosen.length === 0 ? 'Select at least one run that has a representation.' : undefined)
  const input = {
    runIds: chosen.map(({ id }) => id),
    analyses: requests.map((request) => ({
      ...request,
      seed: form.values.analysisSeed as number,
      sizes: form.values.sizes as number[],
    })),
    recompute,
  }
  const estimated = useAnalysisEstimate(fault === undefined ? input : undefined)
  const reason = fault ?? estimated.problem
  return (
    <>
      <section aria-labelledby="measures">
        <h2 id="measures">Measures</h2>
        <MeasureFields
          measures={catalogue.measures}
          chosen={measures ?? []}
          onChange={(next) => change({ measures: next })}
        />
        <OptionFields
          options={common}
          texts={set}
          problems={form.problems}
          onChange={(next) => change({ set: next })}
        />
        <p>
          <label>
            <input
              type="checkbox"
              checked={recompute}
              onChange={({ target }) => change({ recompute: target.checked })}
            />{' '}
            Compute again even if there is a result
          </label>
        </p>
      </section>
      <section aria-labelledby="runs">
        <h2 id="runs">Runs</h2>
        <RunSearch search={view} onChange={change} />
        <QueryBoundary state={state} retry={refetch}>
          {({ runs: found }) => (
            <RunPicker
              runs={runs}
              total={found.totalCount}
              isWhole={isWhole}
              isFiltered={toSearchFilter(view) !== undefined}
            />
          )}
        </QueryBoundary>
      </section>
      <AnalysisEstimateLine
        estimated={estimated}
        runs={chosen.length}
        measures={requests.length}
        catalogue={catalogue}
      />
      {/* Around the button only: the Enter key in a search field must not start anything. */}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (reason === undefined) void start({ input }).then(estimated.refetch)
        }}
      >
        <SendButton
          label="Start the analyses"
          busyLabel="Starting the analyses…"
          busy={fetching}
          reason={reason}
        />
      </form>
      {error && <Problem error={error} />}
      {data && !fetching && <AnalysesStarted analyses={data.startAnalyses.analyses} />}
    </>
  )
}

interface AnalysesStartedProps {
  readonly analyses: StartAnalysesMutation['startAnalyses']['analyses']
}

/** List of the requested analyses, each with a link to its page. */
function AnalysesStarted({ analyses }: AnalysesStartedProps) {
  const known = analyses.filter(({ state }) => state === 'FINISHED').length
  return (
    <div className="card">
      <p role="status">
        ✓ {countOf(analyses.length, 'analysis was', 'analyses were')} requested
        {known > 0 && `; ${known} had a result already`}. See their progress in <Link href="/jobs">jobs</Link>
        .
      </p>
      <ul>
        {analyses.map(({ id, measure, run, state }) => (
          <li key={id}>
            <Link href={`/analysis?id=${id}`}>
              {measure} of {run.name}
            </Link>{' '}
            <WorkStateMark state={state} />
          </li>
        ))}
      </ul>
    </div>
  )
}
