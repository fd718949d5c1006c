'use client'
import { SetNotesDocument } from '@mitoscope/schema/documents'
import { useState } from 'react'
import { useMutation } from 'urql'
import { InPlace } from './edit-in-place.tsx'

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
