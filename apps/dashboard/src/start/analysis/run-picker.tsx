import { countOf, formatNumber } from '../../format/format.ts'
import { WorkStateMark } from '../../ui/work-state.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { chooseRuns, mostRuns, rejectRun, toggleRun, type RunToChoose } from './run-choice.ts'
import { useView } from '../view.ts'

interface RunPickerProps {
  readonly runs: readonly RunToChoose[]
  /** Number of runs that the filter finds, of which the newest are listed. */
  readonly total: number
  /** True if the search finds all of the runs: then an address need not name them. */
  readonly isWhole: boolean
  readonly isFiltered: boolean
}

/** The runs that a filter finds, each to be taken or left. */
export function RunPicker({ runs, total, isWhole, isFiltered }: RunPickerProps) {
  const [{ runs: ids }, change] = useView()
  const chosen = chooseRuns(runs, ids)
  const take = (taken: string[] | null) =>
    change({ runs: taken ?? (isWhole ? null : chooseRuns(runs, null).map(({ id }) => id)) })
  if (runs.length === 0)
    return (
      <p className="card">
        {isFiltered
          ? 'No runs match. Remove a filter.'
          : 'There are no runs yet. Start a sweep or a run, or import a representation: see the links above.'}
      </p>
    )
  return (
    <>
      <p className="actions">
        <button type="button" disabled={ids === null} onClick={() => take(null)}>
          {' '}
          Select all{' '}
        </button>
        <button type="button" disabled={chosen.length === 0} onClick={() => change({ runs: [] })}>
          {' '}
          Select none{' '}
        </button>
        <span role="status">
          {formatNumber(chosen.length)} of {countOf(total, 'run')} selected
          {total > mostRuns && `; the newest ${mostRuns} are listed. Add a filter to find others`}.
        </span>
      </p>
      <ScrollRegion className="start-runs" label="Runs to analyse">
        <table className="wide">
          <caption className="hidden">Runs to analyse</caption>
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">Model</th>
              <th scope="col" className="number">
                Width
              </th>
              <th scope="col" className="number">
                Seed
              </th>
              <th scope="col" className="number">
                Weight decay
              </th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => {
              const rejection = rejectRun(run)
              return (
                <tr key={run.id}>
                  <th scope="row">
                    <label>
                      <input
                        type="checkbox"
                        disabled={rejection !== undefined}
                        checked={chosen.includes(run)}
                        onChange={() => take(toggleRun(runs, ids, run.id))}
                      />{' '}
                      {run.name}
                      {rejection !== undefined && <span className="quiet"> ({rejection})</span>}
                    </label>
                  </th>
                  <td>{run.model.name}</td>
                  <td className="number">{formatNumber(run.width)}</td>
                  <td className="number">{formatNumber(run.seed)}</td>
                  <td className="number">{formatNumber(run.weightDecay)}</td>
                  <td>
                    <WorkStateMark state={run.state} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}
