import { Link } from '../ui/link.tsx'
import { formatTime } from '../format/format.ts'
import { WorkStateMark } from '../ui/work-state.tsx'
import type { Analysis } from './analysis.ts'

/** Other analyses of the same representation. */
export function OtherAnalyses({ analysis }: { readonly analysis: Pick<Analysis, 'id' | 'representation'> }) {
  const others = analysis.representation?.analyses.nodes.filter(({ id }) => id !== analysis.id) ?? []
  if (others.length === 0) return null
  return (
    <section aria-labelledby="others">
      <h2 id="others">Of the same representation</h2>
      <ul>
        {others.map(({ id, measure, state, seed, createdAt }) => (
          <li key={id}>
            <Link href={`/analysis?id=${id}`}>
              {measure}, seed {seed}
            </Link>{' '}
            <WorkStateMark state={state} />
            <span className="quiet"> · asked {formatTime(createdAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
