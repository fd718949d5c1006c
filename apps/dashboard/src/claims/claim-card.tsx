import {
  ClaimHistoryDocument,
  DeleteClaimDocument,
  UpdateClaimDocument,
  type ClaimLineFragment,
  type ClaimVerdict,
} from '@mitoscope/schema/documents'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { formatInterval, formatTime } from '../format/format.ts'
import { ConfirmButton } from '../settings/confirm-button.tsx'
import { InPlace } from '../ui/edit-in-place.tsx'
import { Link } from '../ui/link.tsx'
import { Problem, QueryBoundary } from '../ui/query-boundary.tsx'
import { mayCompute } from '../ui/viewer-note.tsx'
import { describeRule } from './describe-rule.ts'
import { verdictWords } from './view.ts'

const signs: Readonly<Record<ClaimVerdict, string>> = { AGREES: '✓', DISAGREES: '✕', UNDECIDED: '?' }

/** The verdict on a claim, by a sign and words: never by colour alone. */
export function VerdictMark({ verdict }: { readonly verdict: ClaimVerdict }) {
  return (
    <span className="verdict" data-verdict={verdict}>
      <span aria-hidden="true">{signs[verdict]}</span> {verdictWords[verdict]}
    </span>
  )
}

interface ClaimCardProps {
  readonly claim: ClaimLineFragment
  readonly onDeleted: () => void
}

/** A claim: verdict, statement, reason, the numbers behind it, and what it was judged before. */
export function ClaimCard({ claim, onDeleted }: ClaimCardProps) {
  const { id, statement, verdict, reason, paper, ours, rule, project, sweep, model } = claim
  const [updated, update] = useMutation(UpdateClaimDocument)
  const [deleted, remove] = useMutation(DeleteClaimDocument)
  const mayChange = mayCompute(claim)
  return (
    <li className="card">
      <h2 className="claim-statement">
        <VerdictMark verdict={verdict} />{' '}
        {rule ? (
          <InPlace
            what="statement of the claim"
            text={statement}
            empty="no statement"
            readOnly={!mayChange}
            fetching={updated.fetching}
            error={updated.error}
            onSave={async (text) => !(await update({ id, statement: text })).error}
          />
        ) : (
          statement
        )}
      </h2>
      <p>{reason}</p>
      {rule && <p className="quiet">Rule: {describeRule(rule)}.</p>}
      {paper !== null && <p className="quiet">In the paper: {paper}</p>}
      {ours.length > 0 && (
        <details>
          <summary>
            Numbers<span className="hidden"> of: {statement}</span>
          </summary>
          <table>
            <caption>With 95 % intervals{rule && ours.length > 1 ? ' that hold together' : ''}</caption>
            <tbody>
              {ours.map(({ name, title, value, low, high }) => (
                <tr key={name}>
                  <th scope="row">{title}</th>
                  <td className="number">{formatInterval(value, low, high)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      <History claim={claim} />
      <div className="actions">
        <span className="quiet">
          {sweep && (
            <>
              of the sweep <Link href={`/sweep?id=${sweep.id}`}>{sweep.name}</Link>
            </>
          )}
          {model && `of the model ${model.name}`} in {project.name} · judged {formatTime(claim.judgedAt)}
        </span>
        <ConfirmButton
          label={deleted.fetching ? 'Deleting…' : 'Delete'}
          of={statement}
          question="Delete this claim? It will no longer be listed; you can restore it in the bin until a purge."
          disabled={deleted.fetching || !mayChange}
          onConfirm={() => void remove({ id }).then((answer) => !answer.error && onDeleted())}
        />
      </div>
      {deleted.error && <Problem error={deleted.error} />}
    </li>
  )
}

/** The last turn of a claim, and on request all its judgements. */
function History({ claim }: { readonly claim: ClaimLineFragment }) {
  const { id, statement, turnedAt, previousVerdict } = claim
  const [open, setOpen] = useState(false)
  return (
    <>
      {turnedAt !== null && previousVerdict !== null && (
        <p>
          Turned {formatTime(turnedAt)}; before, it was “{verdictWords[previousVerdict]}”.
        </p>
      )}
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          History<span className="hidden"> of: {statement}</span>
        </summary>
        {open && <Judgements id={id} judgedAt={claim.judgedAt} />}
      </details>
    </>
  )
}

function Judgements({ id, judgedAt }: { readonly id: string; readonly judgedAt: string }) {
  // Asked for again when the claim has been judged anew.
  const [state, ask] = useQuery({
    query: ClaimHistoryDocument,
    variables: { id },
    requestPolicy: 'network-only',
  })
  return (
    <QueryBoundary key={judgedAt} state={state} retry={() => ask({ requestPolicy: 'network-only' })}>
      {({ claim }) => (
        <ol className="plain-list">
          {claim?.history.map(({ at, verdict, reason }) => (
            <li key={`${at} ${verdict} ${reason}`}>
              {formatTime(at)}: <VerdictMark verdict={verdict} /> <span className="quiet">{reason}</span>
            </li>
          ))}
        </ol>
      )}
    </QueryBoundary>
  )
}
