import { countOf } from '../../format/count-of.ts'
import { Link } from '../../ui/link.tsx'
import { possibleMeasures } from './imported-measures.ts'
import { chooseMeasures } from '../analysis/measure-choice.ts'
import type { Catalogue } from '../fields/option.ts'
import type { Transferred } from '../transfer/transfer-file.ts'

interface ImportDoneProps extends Transferred {
  readonly catalogue: Catalogue
  readonly onMore: () => void
}

/** Note on a stored representation with the next steps. */
export function ImportDone({ catalogue, runId, width, tensors, known, onMore }: ImportDoneProps) {
  const usual = catalogue.sweepMeasures.map(({ name }) => name)
  const wanted = catalogue.measures.filter(({ name }) => usual.includes(name))
  const possible = possibleMeasures(wanted, tensors)
  const missing = wanted.filter((measure) => !possible.includes(measure))
  const chosen = encodeURIComponent(JSON.stringify(chooseMeasures(possible)))
  return (
    <div className="card" role="status">
      <p>
        ✓ {known ? 'The lab already has this file' : 'Stored'}: {countOf(width, 'neuron')}
        {tensors.length > 0 && `, with ${tensors.map(({ name }) => name).join(', ')}`}.
      </p>
      {missing.length > 0 && (
        <p className="quiet">
          It lacks what these measures need: {missing.map(({ title }) => title).join(', ')}.
        </p>
      )}
      <p className="actions">
        <Link href={`/start?kind=analysis&runs=${runId}&measures=${chosen}`}>
          Analyse it: {possible.map(({ title }) => title).join(', ') || 'choose measures'}
        </Link>
        <Link href={`/run?id=${runId}`}>Its run</Link>
        <button type="button" onClick={onMore}>
          Import another
        </button>
      </p>
    </div>
  )
}
