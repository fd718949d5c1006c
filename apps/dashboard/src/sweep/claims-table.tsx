import type { SweepPartsFragment } from '@mitoscope/schema/documents'
import { ScrollRegion } from '../ui/scroll-region.tsx'

interface ClaimsTableProps {
  readonly claims: NonNullable<SweepPartsFragment['report']>['claims']
}

/**
 * Table of the paper's claims, and whether this sweep agrees; nothing for reports from before claims were
 * part of them.
 */
export function ClaimsTable({ claims }: ClaimsTableProps) {
  if (claims.length === 0) return null
  return (
    <section aria-labelledby="claims">
      <h2 id="claims">Claims of the paper</h2>
      <ScrollRegion label="Verdicts on the claims">
        <table>
          <caption>Each judged by the numbers of this sweep, with their intervals</caption>
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col">Verdict</th>
              <th scope="col">Here</th>
              <th scope="col">In the paper</th>
            </tr>
          </thead>
          <tbody>
            {claims.map(({ id, statement, verdict, reason, paper }) => (
              <tr key={id}>
                <th scope="row">{statement}</th>
                <td>{verdict}</td>
                <td>{reason}</td>
                <td>{paper}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}
