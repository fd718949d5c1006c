import { startAddress } from '../start/view.ts'
import { Link } from '../ui/link.tsx'
import { formatInterval } from '../format/format.ts'
import { WorkStateMark } from '../ui/work-state.tsx'
import type { Run } from './run.ts'
import { lastHidden } from './sites.ts'

type RunAnalysesProps = Pick<Run, 'id' | 'analyses' | 'representations'> & { readonly site: string }

/** Analyses of the run's representations, with their provenance. */
export function RunAnalyses({ id: runId, site, analyses, representations }: RunAnalysesProps) {
  return (
    <section aria-labelledby="analyses">
      <h2 id="analyses">Analyses</h2>
      {analyses.length === 0 && (
        <p className="quiet">
          None yet.{' '}
          {representations.length > 0 && <Link href={startAddress([runId])}>Start an analysis</Link>}
        </p>
      )}
      <ul className="cards">
        {analyses.map(
          ({ id, measure, state, representation, scalars, failure, warnings, provenance, resultUrl }) => (
            <li className="card" key={id}>
              <h3>
                <Link href={`/analysis?id=${id}`}>
                  {measure}
                  {site !== lastHidden && ` of ${site}`}
                  {representation.epoch !== null && ` after epoch ${representation.epoch}`}
                </Link>
              </h3>
              <WorkStateMark state={state} />
              {failure && <p>{failure.message}</p>}
              {scalars.length > 0 && (
                <dl className="facts">
                  {scalars.map((scalar) => (
                    <div key={scalar.id} style={{ display: 'contents' }}>
                      <dt>{scalar.label}</dt>
                      <dd>{formatInterval(scalar.value, scalar.low, scalar.high)}</dd>
                    </div>
                  ))}
                </dl>
              )}
              {warnings.map(({ message }) => (
                <p key={message}>⚠ {message}</p>
              ))}
              {provenance && (
                <p className="quiet">
                  {provenance.draws} draws · {provenance.backend}, {provenance.precision} · input{' '}
                  {provenance.inputHash.slice(0, 12)}
                </p>
              )}
              {resultUrl && <a href={resultUrl}>Whole result (JSON)</a>}
            </li>
          ),
        )}
      </ul>
    </section>
  )
}
