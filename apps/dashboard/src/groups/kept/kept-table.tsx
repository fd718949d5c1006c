import { countOf, formatNumber, formatSpread } from '../../format/format.ts'
import { Link } from '../../ui/link.tsx'
import { AnalysisProgress } from '../../analysis/analysis-progress.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { WorkStateMark } from '../../ui/work-state.tsx'
import type { KeptRow } from './kept-groups.ts'

interface KeptTableProps {
  readonly rows: readonly KeptRow[]
  /** Answers of this layer that there are, and how many of them were read. */
  readonly total: number
  readonly read: number
  /** Parameters into so many neurons of the layer; null where they are not known. */
  readonly into: (neurons: number) => number | null
}

const heads = [
  'Test error',
  'Whole layer',
  'Without swap',
  'Group left out',
  'Random chunks of the same size',
  'Train error',
  'R² of the layer',
  'Neurons',
  'Parameters, readout',
  'into the layer',
] as const

/** Table of what was measured so far of this partition, whoever requested it. */
export function KeptTable({ rows, total, read, into }: KeptTableProps) {
  if (rows.length === 0)
    return <p className="quiet">No measurements of this partition yet. Their results appear here.</p>
  return (
    <>
      <ScrollRegion label="Kept and swapped groups">
        <table>
          <caption>
            Measurements of this partition, newest first. For a swap, two more errors are given: of the same
            groups without the swap, and without the replaced group
            {total > read &&
              `; the newest ${formatNumber(read)} of ${countOf(total, 'measurement')} are shown`}
          </caption>
          <thead>
            <tr>
              <th scope="col">Kept</th>
              <th scope="col">Readout</th>
              {heads.map((head) => (
                <th scope="col" className="number" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, state, failure, job, what, readout, values, randomSpread }) => (
              <tr key={id}>
                <th scope="row">
                  <Link href={`/analysis?id=${id}`}>{what}</Link>
                </th>
                <td>{readout}</td>
                {state === 'FINISHED' ? (
                  <>
                    <td className="number">{formatNumber(values.testError)}</td>
                    <td className="number">{formatNumber(values.wholeTestError)}</td>
                    <td className="number">{formatNumber(values.unswappedTestError)}</td>
                    <td className="number">{formatNumber(values.leftOutTestError)}</td>
                    <td className="number">{formatSpread(values.randomTestError, randomSpread)}</td>
                    <td className="number">{formatNumber(values.trainError)}</td>
                    <td className="number">{formatNumber(values.r2)}</td>
                    <td className="number">{formatNumber(values.neurons)}</td>
                    <td className="number">{formatNumber(values.parameters)}</td>
                    <td className="number">{formatNumber(into(values.neurons ?? 0))}</td>
                  </>
                ) : (
                  <td colSpan={heads.length}>
                    <WorkStateMark state={state} /> {failure}
                    {state === 'RUNNING' && job && <AnalysisProgress job={job} of={what} />}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}
