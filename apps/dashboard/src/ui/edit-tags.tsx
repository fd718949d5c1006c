'use client'
import { SetTagsDocument } from '@mitoscope/schema/documents'
import { useState } from 'react'
import { useMutation } from 'urql'
import { InPlace } from './edit-in-place.tsx'
import { parseTags } from '../format/parse-tags.ts'

interface EditTagsProps {
  readonly run: { readonly id: string; readonly name: string; readonly tags: readonly string[] }
  /** True if the reader may only look. */
  readonly readOnly: boolean
  /** Told the tags that the run has now, as the server keeps them. */
  readonly onSaved?: (tags: readonly string[]) => void
}

/** The tags of a run, changed where they stand: separated by commas. */
export function EditTags({ run, readOnly, onSaved }: EditTagsProps) {
  const [{ fetching, error }, setTags] = useMutation(SetTagsDocument)
  const [saved, setSaved] = useState<{ readonly of: readonly string[]; readonly tags: readonly string[] }>()
  // What was saved here holds until newer tags arrive from outside.
  const tags = saved?.of === run.tags ? saved.tags : run.tags
  return (
    <InPlace
      what={`tags of ${run.name}`}
      hint="Separated by commas"
      text={tags.join(', ')}
      empty="no tags"
      readOnly={readOnly}
      fetching={fetching}
      error={error}
      onSave={async (text) => {
        const { data } = await setTags({ runIds: [run.id], tags: parseTags(text) })
        const now = data?.setTags.runs[0]?.tags
        if (!now) return false
        setSaved({ of: run.tags, tags: now })
        onSaved?.(now)
        return true
      }}
    />
  )
}
