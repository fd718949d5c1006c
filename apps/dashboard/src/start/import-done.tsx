import Link from 'next/link'
import { formatNumber } from '../parts/format.ts'

interface ImportDoneProps {
  readonly runId: string
  readonly width: number
  readonly known: boolean
  readonly onMore: () => void
}

/** That a representation is stored, and what can be done with it. */
export function ImportDone({ runId, width, known, onMore }: ImportDoneProps) {
  return (
    <div className="card" role="status">
      <p>
        ✓ {known ? 'The lab had these bytes already' : 'Stored'}: {formatNumber(width)} neurons.
      </p>
      <p className="actions">
        <Link href={`/run?id=${runId}`}>Its run</Link>
        <Link href={`/start?kind=analysis&runs=${runId}`}>Analyse it</Link>
        <button type="button" onClick={onMore}>
          Import another
        </button>
      </p>
    </div>
  )
}
