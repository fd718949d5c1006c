import { useId } from 'react'

interface SendButtonProps {
  readonly label: string
  readonly busyLabel: string
  readonly busy: boolean
  /** Reason why the form cannot be sent now; undefined if it can. */
  readonly reason?: string
}

/** Sends a form; while it cannot be sent it says why. */
export function SendButton({ label, busyLabel, busy, reason }: SendButtonProps) {
  const id = useId()
  return (
    <p className="actions">
      <button className="start-send" disabled={busy || reason !== undefined} aria-describedby={id}>
        {busy ? busyLabel : label}
      </button>
      <span className="quiet" id={id}>
        {!busy && reason}
      </span>
    </p>
  )
}
