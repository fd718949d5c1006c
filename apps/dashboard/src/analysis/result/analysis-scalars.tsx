import { listScalars, verdictOf } from '@mitoscope/analysis/shapes'
import { formatEnds } from '../../format/format.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import type { AnalysisResult } from '../analysis.ts'
import { toSlimShape } from './to-slim-shape.ts'

/** The single numbers of a result with their intervals, and the sentence that says what they support. */
export function AnalysisScalars({ result }: { readonly result: AnalysisResult }) {
  const slim = toSlimShape(result)
  const scalars = listScalars(slim)
  const verdict = verdictOf(slim)
  if (scalars.length === 0 && verdict === null) return null
  return (
    <section aria-labelledby="found">
      <h2 id="found">Result</h2>
      {verdict !== null && <p className="lead">{verdict}</p>}
      {scalars.length > 0 && (
        <ScrollRegion label="Single numbers">
          <table>
            <caption>Single numbers, with their 95 % interval where they have one</caption>
            <thead>
              <tr>
                <th scope="col">Number</th>
                <th scope="col" className="number">
                  Value
                </th>
                <th scope="col" className="number">
                  From
                </th>
                <th scope="col" className="number">
                  To
                </th>
              </tr>
            </thead>
            <tbody>
              {scalars.map(({ id, label, value, low, high }) => {
                const [own, from, to] = formatEnds(value, low, high)
                return (
                  <tr key={id}>
                    <th scope="row">{label}</th>
                    <td className="number">{value === null ? 'not defined' : own}</td>
                    <td className="number">{from}</td>
                    <td className="number">{to}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  )
}
