import { Link } from '../ui/link.tsx'
import type { ReactNode } from 'react'

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
