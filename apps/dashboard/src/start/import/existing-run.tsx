import { countOf } from '../../format/count-of.ts'
import { useId } from 'react'
import { QueryBoundary } from '../../ui/query-boundary.tsx'
import { mostRuns } from '../analysis/run-choice.ts'
import { useRunChoice } from '../analysis/use-run-choice.ts'
import { useView } from '../use-view.ts'

/** One of the lab's runs, found by its name. */
export function ExistingRun() {
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
                <option key={each.id} value={each.id} disabled={each.project?.viewerRole === 'VIEWER'}>
                  {each.name} · {each.model?.name}
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
