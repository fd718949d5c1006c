import type { FoundPairFragment } from '@mitoscope/schema/documents'
import { countOf } from '../../format/count-of.ts'
import { Link } from '../../ui/link.tsx'
import { WorkProgress } from '../../ui/work-progress.tsx'

/** Progress of the requested comparisons; nothing once all have ended. */
export function PairsProgress({ found }: { readonly found: readonly FoundPairFragment[] }) {
  const open = found.filter(({ state }) => state === 'QUEUED' || state === 'RUNNING')
  const failed = found.filter(({ state }) => state === 'FAILED').length
  if (open.length === 0)
    return failed > 0 ? (
      <p className="problem">
        {countOf(failed, 'comparison', 'comparisons')} failed. The table gives the reasons. Press “Compare
        them” to try again.
      </p>
    ) : null
  const done = found.length - open.length
  const part = open.reduce((sum, { state, job }) => sum + (state === 'RUNNING' ? (job?.progress ?? 0) : 0), 0)
  return (
    <div>
      <WorkProgress
        of="the comparisons"
        fraction={(done + part) / found.length}
        phase={`${done} of ${countOf(found.length, 'comparison')} done`}
      />{' '}
      <Link href="/jobs?kind=COMPARE">Their jobs</Link>
    </div>
  )
}
