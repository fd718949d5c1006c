'use client'
import { RunMissingDocument, type SweepLiveFragment } from '@mitoscope/schema/documents'
import Link from 'next/link'
import { useMutation } from 'urql'
import { Problem } from '../parts/answer.tsx'
import { formatNumber, formatPercent } from '../parts/format.ts'
import { describeState } from '../parts/work-state.tsx'
import { ScrollRegion } from '../parts/scroll-region.tsx'

type Cell = SweepLiveFragment['progress']['cells'][number]

interface CompletenessMatrixProps {
  readonly id: string
  readonly cells: readonly Cell[]
  readonly mayRun: boolean
}

/** Width × seed for each weight decay: what is done, at work, failed or missing. */
export function CompletenessMatrix({ id, cells, mayRun }: CompletenessMatrixProps) {
  const [{ fetching, error }, run] = useMutation(RunMissingDocument)
  const lacking = cells.filter(({ state }) => !state || state === 'FAILED' || state === 'CANCELLED').length
  const decays = distinct(cells.map(({ weightDecay }) => weightDecay))
  const widths = distinct(cells.map(({ width }) => width))
  return (
    <section aria-labelledby="runs">
      <h2 id="runs">Runs</h2>
      {decays.map((decay) => {
        const own = cells.filter(({ weightDecay }) => weightDecay === decay)
        return (
          <ScrollRegion key={decay} label={`Runs at weight decay ${decay}`}>
            <table className="matrix">
              <caption>Weight decay {formatNumber(decay)}, by width and seed</caption>
              <thead>
                <tr>
                  <th scope="col">seed</th>
                  {widths.map((width) => (
                    <th scope="col" key={width}>
                      {width}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {distinct(own.map(({ seed }) => seed)).map((seed) => (
                  <tr key={seed}>
                    <th scope="row">{seed}</th>
                    {widths.map((width) => (
                      <td key={width}>
                        <CellMark cell={own.find((cell) => cell.width === width && cell.seed === seed)} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        )
      })}
      {lacking > 0 && (
        <p className="actions">
          <button type="button" disabled={fetching || !mayRun} onClick={() => void run({ id })}>
            Run the {lacking} that are missing
          </button>
          {!mayRun && (
            <span className="quiet">Your role in this project is viewer: an editor can run them.</span>
          )}
        </p>
      )}
      {error && <Problem error={error} />}
    </section>
  )
}

function CellMark({ cell }: { readonly cell?: Cell }) {
  if (!cell) return null
  const [sign, word] = describeState(cell.state)
  const content = (
    <>
      <span aria-hidden="true">{sign}</span>
      <span className="hidden">{word}</span>
      {cell.state === 'RUNNING' && ` ${formatPercent(cell.progress)}`}
    </>
  )
  return cell.runId ? (
    <Link href={`/run?id=${cell.runId}`} className="state" data-state={cell.state} title={word}>
      {content}
    </Link>
  ) : (
    <span className="quiet" title={word}>
      {content}
    </span>
  )
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b)
}
