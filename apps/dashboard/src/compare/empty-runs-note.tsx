import type { ComparedRunFragment } from '@mitoscope/schema/documents'
import { countOf } from '../format/count-of.ts'
import { Link } from '../ui/link.tsx'

/** Names the runs that hold nothing to compare, and says why and what to do. */
export function EmptyRunsNote({ runs }: { readonly runs: readonly ComparedRunFragment[] }) {
  if (runs.length === 0) return null
  return (
    <p className="card">
      {countOf(runs.length, 'run is', 'runs are')} empty, with neither metrics nor a representation, as an
      import that was rejected leaves it:{' '}
      {runs.map(({ id, name }, i) => (
        <span key={id}>
          {i > 0 && ', '}
          <Link href={`/run?id=${id}`}>{name}</Link>
        </span>
      ))}
      . Log metrics, import a representation, or delete {runs.length === 1 ? 'the run' : 'the runs'}.
    </p>
  )
}
