import { AuditActionsDocument, AuditTrailDocument } from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { useId } from 'react'
import { useQuery } from 'urql'
import { QueryBoundary } from '../../ui/query-boundary.tsx'
import { countOf } from '../../format/format.ts'
import { AuditTable } from './audit-table.tsx'
import { settingsParsers } from '../view.ts'

const pageSize = 25
/** Actions in the trail besides mutations: those of people on their accounts. */
const ownActs = [
  'acceptInvitation',
  'addTensors',
  'changePassword',
  'keepRepresentation',
  'setPassword',
  'signIn',
]
const { action: actionParser, of: ofParser, after: afterParser } = settingsParsers

/** Audit trail: actor, action, subject and time. */
export function AuditSection() {
  const id = useId()
  const [{ action, of, after }, setView] = useQueryStates(
    { action: actionParser, of: ofParser, after: afterParser },
    { history: 'push' },
  )
  const filter = action.trim() === '' ? undefined : { action: { eq: action.trim() } }
  const projectId = of || undefined
  const [state, ask] = useQuery({
    query: AuditTrailDocument,
    variables: { first: pageSize, after, projectId, filter },
  })
  // Where the schema is not told, the field stays one for free text.
  const [{ data: schema }] = useQuery({ query: AuditActionsDocument, requestPolicy: 'cache-first' })
  const mutations = schema?.__schema.mutationType?.fields?.map(({ name }) => name) ?? []
  return (
    <section aria-labelledby="audit">
      <h2 id="audit">Audit trail</h2>
      <p className="quiet">
        All changes, recorded when they were made. Administrators see all entries. Project admins see the
        entries of their projects.
      </p>
      <p className="actions">
        <label htmlFor={id}>Action</label>
        <input
          id={id}
          type="search"
          list={`${id}-known`}
          placeholder="startSweep"
          value={action}
          onChange={({ target }) =>
            void setView({ action: target.value, after: null }, { history: 'replace' })
          }
        />
        <datalist id={`${id}-known`}>
          {[...mutations, ...ownActs].sort().map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        {of !== '' && (
          <button type="button" onClick={() => void setView({ of: '', after: null })}>
            Of all projects
          </button>
        )}
      </p>
      <QueryBoundary state={state} retry={() => ask({ requestPolicy: 'network-only' })}>
        {({ auditTrail: { nodes, totalCount, pageInfo } }) => (
          <>
            <p role="status">
              {countOf(totalCount, 'entry', 'entries')}
              {state.fetching && <span className="quiet"> · loading…</span>}
            </p>
            {nodes.length === 0 ? (
              <p className="card">
                {action === '' && of === ''
                  ? 'There are no entries that you may read.'
                  : 'No entries match. Enter the full name of an action, for example startSweep.'}
              </p>
            ) : (
              <AuditTable
                events={nodes}
                onProject={(project) => void setView({ of: project, after: null })}
              />
            )}
            <p className="actions">
              {after !== null && (
                <button type="button" onClick={() => void setView({ after: null })}>
                  Newest entries
                </button>
              )}
              {pageInfo.hasNextPage && (
                <button type="button" onClick={() => void setView({ after: pageInfo.endCursor })}>
                  Older entries
                </button>
              )}
            </p>
          </>
        )}
      </QueryBoundary>
    </section>
  )
}
