import {
  ClaimChoicesDocument,
  CreateClaimDocument,
  type ClaimComparison,
  type CreateClaimInput,
} from '@mitoscope/schema/documents'
import { measureOf } from '@mitoscope/schema/catalogue'
import { useId, useState, type FormEvent } from 'react'
import { useMutation, useQuery } from 'urql'
import { Problem, QueryBoundary } from '../ui/query-boundary.tsx'
import { mayCompute } from '../ui/viewer-note.tsx'
import { verdictWords } from './view.ts'

interface NewClaimProps {
  /** Project whose models are offered; all projects if null. */
  readonly projectId: string | null
  readonly onCreated: () => void
}

/** A form for a claim of the lab, folded until it is wanted. */
export function NewClaim({ projectId, onCreated }: NewClaimProps) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>New claim of your own</summary>
      {open && <ClaimForm projectId={projectId} onCreated={onCreated} />}
    </details>
  )
}

function ClaimForm({ projectId, onCreated }: NewClaimProps) {
  const [choices, ask] = useQuery({ query: ClaimChoicesDocument, requestPolicy: 'cache-and-network' })
  const [{ data, error, fetching }, create] = useMutation(CreateClaimDocument)
  const id = useId()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void create({ input: parseClaim(new FormData(event.currentTarget)) }).then((answer) => {
      if (!answer.error) onCreated()
    })
  }
  return (
    <QueryBoundary state={choices} retry={() => ask({ requestPolicy: 'network-only' })}>
      {({ models, measures }) => {
        const offered = models.nodes.filter(
          (model) => mayCompute(model) && (projectId === null || model.project.id === projectId),
        )
        if (offered.length === 0)
          return <p>There is no model here that you may change. Start a run, or log one, and come back.</p>
        return (
          <form onSubmit={submit}>
            <p className="quiet">
              The claim is that, at each width and weight decay, the mean over seeds of one number lies above
              or below a threshold. It is judged now, and again when analyses of the model change.
            </p>
            <div className="fields">
              <div className="field">
                <label htmlFor={`${id}-statement`}>Statement</label>
                <input id={`${id}-statement`} name="statement" required maxLength={2000} />
              </div>
              <div className="field">
                <label htmlFor={`${id}-model`}>Model</label>
                <select id={`${id}-model`} name="modelId">
                  {offered.map((model) => (
                    <option key={model.id} value={model.id}>
                      {model.name}
                      {projectId === null && ` in ${model.project.name}`}
                    </option>
                  ))}
                </select>
              </div>
              <div className="field">
                <label htmlFor={`${id}-measure`}>Measure</label>
                <select id={`${id}-measure`} name="measure" defaultValue={measureOf.CRITICAL_SIZE}>
                  {measures.map(({ name, title }) => (
                    <option key={name} value={name}>
                      {title}
                    </option>
                  ))}
                </select>
              </div>
              <div className="field">
                <label htmlFor={`${id}-scalar`}>Number in its result</label>
                <input id={`${id}-scalar`} name="scalar" required defaultValue="groups" />
              </div>
              <div className="field">
                <label htmlFor={`${id}-comparison`}>Its mean is</label>
                <select id={`${id}-comparison`} name="comparison">
                  <option value="ABOVE">above the threshold</option>
                  <option value="BELOW">below the threshold</option>
                </select>
              </div>
              <div className="field">
                <label htmlFor={`${id}-threshold`}>Threshold</label>
                <input id={`${id}-threshold`} name="threshold" type="number" step="any" required />
              </div>
              <div className="field">
                <label htmlFor={`${id}-minWidth`}>Smallest width</label>
                <input id={`${id}-minWidth`} name="minWidth" type="number" min={1} placeholder="any" />
              </div>
              <div className="field">
                <label htmlFor={`${id}-maxWidth`}>Largest width</label>
                <input id={`${id}-maxWidth`} name="maxWidth" type="number" min={1} placeholder="any" />
              </div>
              <div className="field">
                <label htmlFor={`${id}-weightDecay`}>Weight decay</label>
                <input
                  id={`${id}-weightDecay`}
                  name="weightDecay"
                  type="number"
                  min={0}
                  step="any"
                  placeholder="any"
                />
              </div>
            </div>
            {error && !fetching && <Problem error={error} />}
            <p className="actions">
              <button disabled={fetching}>{fetching ? 'Creating…' : 'Create the claim'}</button>
              <span role="status" className="quiet">
                {data &&
                  !fetching &&
                  `✓ Created. It is judged “${verdictWords[data.createClaim.claim.verdict]}”.`}
              </span>
            </p>
          </form>
        )
      }}
    </QueryBoundary>
  )
}

function parseClaim(fields: FormData): CreateClaimInput {
  const text = (name: string) => String(fields.get(name)).trim()
  const numberOf = (name: string) => (text(name) === '' ? undefined : Number(text(name)))
  return {
    modelId: text('modelId'),
    statement: text('statement'),
    measure: text('measure'),
    scalar: text('scalar'),
    comparison: text('comparison') as ClaimComparison,
    threshold: Number(text('threshold')),
    minWidth: numberOf('minWidth'),
    maxWidth: numberOf('maxWidth'),
    weightDecay: numberOf('weightDecay'),
  }
}
