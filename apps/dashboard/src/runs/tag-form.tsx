'use client'
import { AddTagsDocument, RemoveTagsDocument, type RunRowFragment } from '@mitoscope/schema/documents'
import { useId, useState } from 'react'
import { useMutation } from 'urql'
import { Problem } from '../parts/answer.tsx'

interface TagFormProps {
  readonly runs: readonly RunRowFragment[]
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
  const runIds = runs.map(({ id }) => id)
  const given = tag.trim()
  const idle = disabled || fetching || given === ''
  const say = (word: string) =>
    setStatus(`“${given}” ${word} ${runs.length === 1 ? '1 run' : `${runs.length} runs`}.`)
  return (
    <form
      className="actions"
      onSubmit={async (event) => {
        event.preventDefault()
        const { data } = await add({ runIds, tags: [given] })
        if (data) say('given to')
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
      <button
        type="button"
        disabled={idle}
        onClick={async () => {
          const { data } = await remove({ runIds, tags: [given] })
          if (data) say('taken from')
        }}
      >
        Remove tag
      </button>
      <span role="status" className="quiet">
        {fetching ? 'Saving…' : status}
      </span>
      {error && <Problem error={error} />}
    </form>
  )
}
