'use client'
import { SetNotesDocument, SetTagsDocument } from '@mitoscope/schema/documents'
import { useState } from 'react'
import { useMutation } from 'urql'
import { InPlace } from './edit-in-place.tsx'
import { parseTags } from '../format/parse-tags.ts'

interface EditNoteProps {
  readonly run: { readonly id: string; readonly name: string; readonly notes: string }
  /** True if the reader may only look. */
  readonly readOnly: boolean
  /** Told the notes as the server keeps them now. */
  readonly onSaved?: (notes: string) => void
}

/** The notes of a run, changed where they stand. */
export function EditNote({ run, readOnly, onSaved }: EditNoteProps) {
  const [{ fetching, error }, setNotes] = useMutation(SetNotesDocument)
  const [saved, setSaved] = useState<{ readonly before: string; readonly notes: string }>()
  // What was saved here holds until other notes arrive from outside.
  const notes = saved?.before === run.notes ? saved.notes : run.notes
  return (
    <InPlace
      what={`notes of ${run.name}`}
      text={notes}
      empty="no notes"
      readOnly={readOnly}
      fetching={fetching}
      error={error}
      onSave={async (text) => {
        const { data } = await setNotes({ id: run.id, notes: text.trim() })
        if (!data) return false
        setSaved({ before: run.notes, notes: data.updateRun.run.notes })
        onSaved?.(data.updateRun.run.notes)
        return true
      }}
    />
  )
}

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
