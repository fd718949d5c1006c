'use client'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import type { CombinedError } from 'urql'
import { Problem } from './query-boundary.tsx'
import './edit-in-place.css'

interface InPlaceProps {
  /** Name of the text, as "notes of w16-s0". */
  readonly what: string
  /** Hint on how the text is to be written, as "Separated by commas". */
  readonly hint?: string
  readonly text: string
  /** Said where there is no text. */
  readonly empty: string
  readonly readOnly: boolean
  readonly fetching: boolean
  readonly error?: CombinedError
  /** Saves the text; resolves to true if it could be saved. */
  readonly onSave: (text: string) => Promise<boolean>
}

/** A short text that becomes a field where it stands: Enter saves, Escape cancels. */
export function InPlace({ what, hint, text, empty, readOnly, fetching, error, onSave }: InPlaceProps) {
  const [draft, setDraft] = useState<string>()
  const opener = useRef<HTMLButtonElement>(null)
  const why = useId()
  const close = () => {
    setDraft(undefined)
    // Whoever wrote goes on from where they began.
    requestAnimationFrame(() => opener.current?.focus())
  }
  const save = async () => {
    if (draft === undefined || fetching) return
    if (draft === text || (await onSave(draft))) close()
  }
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') close()
  }
  if (draft === undefined)
    return (
      <span className="edit-in-place">
        <span className={text === '' ? 'quiet' : undefined} title={text}>
          {text === '' ? empty : text}
        </span>{' '}
        <button
          ref={opener}
          type="button"
          className="edit-in-place-open"
          aria-label={`Edit the ${what}`}
          aria-describedby={readOnly ? why : undefined}
          disabled={readOnly}
          title={readOnly ? viewersOnlyLook : undefined}
          onClick={() => setDraft(text)}
        >
          ✎
        </button>
        {readOnly && (
          <span className="hidden" id={why}>
            {viewersOnlyLook}
          </span>
        )}
      </span>
    )
  return (
    <form
      className="edit-in-place"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <input
        autoFocus
        aria-label={`New ${what}`}
        aria-describedby={why}
        value={draft}
        readOnly={fetching}
        onChange={({ target }) => setDraft(target.value)}
        onKeyDown={onKeyDown}
      />
      <span id={why} className="hidden">
        {hint ? `${hint}. ` : ''}Enter saves, Escape cancels.
      </span>
      <button disabled={fetching}>Save</button>
      <button type="button" disabled={fetching} onClick={close}>
        {' '}
        Cancel{' '}
      </button>
      <span role="status" className="quiet">
        {fetching ? 'saving…' : ''}
      </span>
      {error && !fetching && <Problem error={error} />}
    </form>
  )
}

const viewersOnlyLook = 'You are a viewer of this project. Only editors can change this.'
