'use client'
import { ClaimsChangedDocument, ClaimsDocument } from '@mitoscope/schema/documents'
import { useQuery } from 'urql'
import { useRefetchOnChange } from '../api/live.ts'
import { formatNumber, formatTime } from '../format/format.ts'
import { useJobProjects } from '../jobs/job-ticks.ts'
import { Link } from '../ui/link.tsx'
import { VerdictMark } from './claim-card.tsx'
import './claims.css'
import { toClaimFilter, toClaimOrder, verdictWords } from './view.ts'

const turned = { sweep: null, verdict: null, only: 'turned' } as const

/** The claims that turned last, of the lab or of a project; nothing where none ever did. */
export function TurnedClaims({ projectId }: { readonly projectId: string | null }) {
  const [{ data }, ask] = useQuery({
    query: ClaimsDocument,
    variables: { projectId, filter: toClaimFilter(turned), orderBy: toClaimOrder(turned), first: 5 },
  })
  const all = useJobProjects()
  const followed = (projectId ? [projectId] : all).map((id) => ({ projectId: id }))
  useRefetchOnChange(ClaimsChangedDocument, followed, () => ask({ requestPolicy: 'network-only' }))
  if (!data || data.claims.nodes.length === 0) return null
  const { nodes, totalCount } = data.claims
  const page = `/claims?only=turned${projectId ? `&project=${projectId}` : ''}`
  return (
    <section aria-labelledby="turned">
      <h2 id="turned">Claims that turned</h2>
      <ul className="plain-list">
        {nodes.map(({ id, statement, verdict, previousVerdict, turnedAt, sweep, model }) => (
          <li key={id}>
            <VerdictMark verdict={verdict} /> <Link href={page}>{statement}</Link>{' '}
            <span className="quiet">
              {[
                sweep?.name ?? model?.name,
                turnedAt && formatTime(turnedAt),
                previousVerdict && `before: ${verdictWords[previousVerdict]}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {totalCount > nodes.length && (
        <p>
          <Link href={page}>All {formatNumber(totalCount)} that turned</Link>
        </p>
      )}
    </section>
  )
}
