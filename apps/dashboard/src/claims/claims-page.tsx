'use client'
import { ClaimsChangedDocument, ClaimsDocument, HomeProjectsDocument } from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { useQuery } from 'urql'
import { useRefetchOnChange } from '../api/live.ts'
import { countOf } from '../format/format.ts'
import { useJobProjects } from '../jobs/job-ticks.ts'
import { Link } from '../ui/link.tsx'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { useTitle } from '../ui/use-title.ts'
import { ClaimCard } from './claim-card.tsx'
import './claims.css'
import { NewClaim } from './new-claim.tsx'
import { claimParsers, toClaimFilter, toClaimOrder, verdicts, verdictWords } from './view.ts'

const anew = { requestPolicy: 'network-only' } as const
const pageSize = 30

/** Page of the claims of the paper and of the lab, with their verdicts and how these turned. */
export function ClaimsPage() {
  const [view, setView] = useQueryStates(claimParsers, { history: 'push' })
  const [shown, setShown] = useState(pageSize)
  const variables = { projectId: view.project, filter: toClaimFilter(view), orderBy: toClaimOrder(view) }
  const [state, ask] = useQuery({ query: ClaimsDocument, variables: { ...variables, first: shown } })
  const [projects] = useQuery({ query: HomeProjectsDocument })
  const refetch = () => ask(anew)
  useRefetchOnChange(
    ClaimsChangedDocument,
    useJobProjects().map((projectId) => ({ projectId })),
    refetch,
  )
  useTitle('Claims')
  return (
    <>
      <h1>Claims</h1>
      <p className="lead">
        What the paper claims, judged by each report on a sweep, and what you claim, judged by the analyses of
        a model. A claim is judged again when runs arrive; its history stays.
      </p>
      <p className="actions">
        <label>
          Project{' '}
          <select
            value={view.project ?? ''}
            onChange={({ target }) => void setView({ project: target.value || null, sweep: null })}
          >
            <option value="">any</option>
            {projects.data?.projects.nodes.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Verdict{' '}
          <select
            value={view.verdict ?? ''}
            onChange={({ target }) =>
              void setView({ verdict: (target.value || null) as typeof view.verdict })
            }
          >
            <option value="">any</option>
            {verdicts.map((verdict) => (
              <option key={verdict} value={verdict}>
                {verdictWords[verdict]}
              </option>
            ))}
          </select>
        </label>
        <label>
          Show{' '}
          <select
            value={view.only ?? ''}
            onChange={({ target }) => void setView({ only: (target.value || null) as typeof view.only })}
          >
            <option value="">all claims</option>
            <option value="paper">claims of the paper</option>
            <option value="lab">our own claims</option>
            <option value="turned">claims that turned</option>
          </select>
        </label>
        {view.sweep && (
          <button type="button" onClick={() => void setView({ sweep: null })}>
            Show other sweeps too
          </button>
        )}
      </p>
      <NewClaim projectId={view.project} onCreated={refetch} />
      <QueryBoundary state={state} retry={refetch}>
        {({ claims: { nodes, totalCount } }) => (
          <>
            <p role="status">
              {totalCount === 0 ? (
                <>
                  No claims match. A <Link href="/start?kind=sweep">sweep</Link> brings the claims of the
                  paper with its report.
                </>
              ) : (
                countOf(totalCount, 'claim')
              )}
            </p>
            <ul className="plain-list">
              {nodes.map((claim) => (
                <ClaimCard key={claim.id} claim={claim} onDeleted={refetch} />
              ))}
            </ul>
            {nodes.length < totalCount && (
              <button type="button" onClick={() => setShown((count) => Math.min(500, count + pageSize))}>
                Show more
              </button>
            )}
          </>
        )}
      </QueryBoundary>
    </>
  )
}
