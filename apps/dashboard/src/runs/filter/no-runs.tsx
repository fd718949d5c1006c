import type { ReactNode } from 'react'
import { Link } from '../../ui/link.tsx'

interface NoRunsProps {
  /** True if filters hide runs that there may be. */
  readonly isFiltered: boolean
  /** Removes the filters. */
  readonly children: ReactNode
}

/** Note on an empty list of runs, with the next step. */
export function NoRuns({ isFiltered, children }: NoRunsProps) {
  if (isFiltered) return <p className="card">No runs match. Remove a filter. {children}</p>
  return (
    <p className="card">
      There are no runs yet. <Link href="/start">Start a sweep or a run</Link>, or{' '}
      <Link href="/start?kind=import">import a representation</Link>. Deleted runs can be restored in the{' '}
      <Link href="/bin">bin</Link>.
    </p>
  )
}
