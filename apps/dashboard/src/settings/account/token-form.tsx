import type { CreateApiTokenInput, TokenScope } from '@mitoscope/schema/documents'
import { useId, useState } from 'react'
import { scopeNames, scopes, type Viewer } from '../viewer.ts'

interface TokenFormProps {
  readonly viewer: Viewer
  readonly busy: boolean
  readonly onCreate: (input: CreateApiTokenInput) => void
}

/** Form for the name, scope and lifetime of a new token. */
export function TokenForm({ viewer, busy, onCreate }: TokenFormProps) {
  const id = useId()
  const [name, setName] = useState('')
  const [scope, setScope] = useState<TokenScope>('READ')
  const [days, setDays] = useState('90')
  const allowed = scopeNames.slice(0, scopeNames.indexOf(viewer.scope) + 1)
  const count = Number(days)
  const isCount = Number.isInteger(count) && count >= 1 && count <= 366
  const reason =
    name.trim() === ''
      ? 'Enter a name first.'
      : isCount
        ? undefined
        : 'Days must be an integer from 1 to 366.'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (reason === undefined) onCreate({ name: name.trim(), scope, days: count })
      }}
    >
      <div className="fields">
        <div className="field">
          <label htmlFor={`${id}-name`}>What it is for</label>
          <input
            id={`${id}-name`}
            value={name}
            maxLength={200}
            autoComplete="off"
            onChange={({ target }) => setName(target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-scope`}>Access</label>
          <select
            id={`${id}-scope`}
            value={scope}
            onChange={({ target }) => setScope(target.value as TokenScope)}
          >
            {allowed.map((each) => (
              <option key={each} value={each}>
                {scopes[each]}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}-days`}>Days until it expires, at most 366</label>
          <input
            id={`${id}-days`}
            inputMode="numeric"
            value={days}
            aria-invalid={!isCount}
            onChange={({ target }) => setDays(target.value)}
          />
        </div>
      </div>
      <p className="actions">
        <button disabled={busy || reason !== undefined} aria-describedby={`${id}-reason`}>
          {busy ? 'Creating the token…' : 'Create a token'}
        </button>
        <span className="quiet" id={`${id}-reason`}>
          {reason}
        </span>
      </p>
    </form>
  )
}
