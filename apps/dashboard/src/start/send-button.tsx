import { useId, useMemo, useState, type ReactNode } from 'react'
import { Link } from '../ui/link.tsx'

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

interface StartedProps {
  readonly href: string
  readonly label: string
  readonly children?: ReactNode
}

/** Note on what was started, with a link to its page. */
export function Started({ href, label, children }: StartedProps) {
  return (
    <div className="card" role="status">
      <p>
        <span className="state" data-state="FINISHED">
          ✓ Started:
        </span>{' '}
        <Link href={href}>{label}</Link>
      </p>
      <p className="quiet">
        {children} The <Link href="/jobs">jobs</Link> tell how far it is.
      </p>
    </div>
  )
}

/** Idempotency key of the next request: sent again after a lost answer, it starts nothing twice. `renew` once it is answered. */
export function useClientKey(content: unknown): { readonly key: string; readonly renew: () => void } {
  const [sent, setSent] = useState(0)
  const text = JSON.stringify(content)
  // Another content is another thing to start, and so is the same one after it has been started.
  const key = useMemo(makeKey, [text, sent])
  return { key, renew: () => setSent((count) => count + 1) }
}

function makeKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((word) => word.toString(36)).join('')
}
