'use client'
import {
  CancelSweepDocument,
  DeleteSweepDocument,
  RestoreSweepDocument,
  type SweepLiveFragment,
} from '@mitoscope/schema/documents'
import { useId, useRef, useState } from 'react'
import { useMutation } from 'urql'
import { countOf, formatTime } from '../format/format.ts'
import { Problem } from '../ui/query-boundary.tsx'
import { useFocusBack } from '../ui/use-focus-back.ts'

interface SweepActionsProps {
  readonly id: string
  readonly name: string
  readonly live: SweepLiveFragment
  readonly mayRun: boolean
}

type Asked = 'cancel' | 'delete'

/** Stopping, deleting and restoring a sweep; what cannot be taken back as it was is asked about first. */
export function SweepActions({ id, name, live, mayRun }: SweepActionsProps) {
  const [cancelled, cancel] = useMutation(CancelSweepDocument)
  const [deleted, remove] = useMutation(DeleteSweepDocument)
  const [restored, restore] = useMutation(RestoreSweepDocument)
  const [asked, setAsked] = useState<Asked>()
  const place = useRef<HTMLDivElement>(null)
  const opener = useRef<string>(undefined)
  const why = useId()
  // What was done changes the buttons: then the place of them all is the one that stays.
  useFocusBack(asked !== undefined, () =>
    opener.current
      ? place.current?.querySelector<HTMLElement>(`[data-asks=${opener.current}]`)
      : place.current,
  )
  const { counts } = live.progress
  const open = counts.queued + counts.running
  const fetching = cancelled.fetching || deleted.fetching || restored.fetching
  const error = cancelled.error ?? deleted.error ?? restored.error
  const off = { disabled: fetching || !mayRun, 'aria-describedby': mayRun ? undefined : why }
  const ask = (next: Asked) => {
    opener.current = next
    setAsked(next)
  }
  const act = async () => {
    opener.current = undefined
    await (asked === 'cancel' ? cancel : remove)({ id })
    setAsked(undefined)
  }
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label={`What to do with ${name}`}>
      {live.deletedAt && (
        <p role="status">This sweep was deleted with its runs on {formatTime(live.deletedAt)}.</p>
      )}
      {asked ? (
        <div className="actions" role="group" aria-label={`Really ${asked} ${name}?`}>
          <span>
            {asked === 'cancel'
              ? `Stop the ${countOf(open, 'run')} that are waiting or training? Finished runs stay. You can start the stopped runs again.`
              : 'Delete this sweep and its runs? You can restore them until the lab is purged.'}
          </span>
          <button type="button" {...off} onClick={() => void act()}>
            {fetching ? 'Working…' : `Yes, ${asked}`}
          </button>
          <button type="button" autoFocus disabled={fetching} onClick={() => setAsked(undefined)}>
            No
          </button>
        </div>
      ) : (
        <p className="actions">
          {live.deletedAt ? (
            <button type="button" {...off} onClick={() => void restore({ id })}>
              {restored.fetching ? 'Restoring…' : 'Restore the sweep and its runs'}
            </button>
          ) : (
            <>
              {open > 0 && (
                <button type="button" data-asks="cancel" {...off} onClick={() => ask('cancel')}>
                  Cancel the sweep…
                </button>
              )}
              <button type="button" data-asks="delete" {...off} onClick={() => ask('delete')}>
                Delete the sweep…
              </button>
            </>
          )}
          {!mayRun && (
            <span className="quiet" id={why}>
              {viewersOnlyLook}
            </span>
          )}
        </p>
      )}
      {error && !fetching && <Problem error={error} />}
    </div>
  )
}

/** Reason for viewers why the controls of a sweep are disabled. */
export const viewersOnlyLook = 'You are a viewer of this project. Only editors can run, stop and delete.'
