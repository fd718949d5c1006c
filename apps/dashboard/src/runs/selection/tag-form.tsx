'use client'
import { countOf } from '../../format/format.ts'
import { AddTagsDocument, RemoveTagsDocument } from '@mitoscope/schema/documents'
import { useId, useState } from 'react'
import { useMutation } from 'urql'
import { Problem } from '../../ui/query-boundary.tsx'
import { inBatches } from './in-batches.ts'
import type { Selectable } from './use-selection.ts'

interface TagFormProps {
  readonly runs: readonly Selectable[]
  readonly disabled: boolean
}

/** Gives runs a tag, or takes it from them. */
export function TagForm({ runs, disabled }: TagFormProps) {
  const [adding, add] = useMutation(AddTagsDocument)
  const [removing, remove] = useMutation(RemoveTagsDocument)
  const [tag, setTag] = useState('')
  const [status, setStatus] = useState('')
  const known = useId()
  const fetching = adding.fetching || removing.fetching
  const error = adding.error ?? removing.error
  const given = tag.trim()
  const idle = disabled || fetching || given === ''
  const change = async (act: typeof add | typeof remove, word: string) => {
    setStatus('')
    let count = 0
    await inBatches(
      runs.map(({ id }) => id),
      async (runIds) => {
        const { data } = await act({ runIds, tags: [given] })
        if (data) count += runIds.length
        return data !== undefined
      },
    )
    if (count > 0) setStatus(`“${given}” ${word} ${countOf(count, 'run')}.`)
  }
  return (
    <form
      className="actions"
      onSubmit={(event) => {
        event.preventDefault()
        void change(add, 'added to')
      }}
    >
      <input
        aria-label="Tag"
        placeholder="Tag"
        size={12}
        list={known}
        disabled={disabled}
        value={tag}
        onChange={({ target }) => setTag(target.value)}
      />
      <datalist id={known}>
        {[...new Set(runs.flatMap(({ tags }) => tags))].map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <button disabled={idle}>Add tag</button>
      <button type="button" disabled={idle} onClick={() => void change(remove, 'removed from')}>
        Remove tag
      </button>
      <span role="status" className="quiet">
        {fetching ? 'Saving…' : status}
      </span>
      {error && <Problem error={error} />}
    </form>
  )
}
