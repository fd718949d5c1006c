'use client'
import { StartPairsDocument, type ComparePairsQuery } from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { useMutation } from 'urql'
import { Problem } from '../../ui/query-boundary.tsx'
import { countOf } from '../../format/format.ts'
import { mayCompute, ViewerNote, type Owned } from '../../ui/viewer-note.tsx'
import { chooseMeasures, parseMeasures } from '../../start/analysis/measure-choice.ts'
import { MeasureFields } from '../../start/analysis/measure-fields.tsx'
import { SendButton } from '../../start/send-button.tsx'
import { pairParsers } from './pair-items.ts'
import '../../start/start.css'

interface StartPairsProps {
  /** Ids of the representations. */
  readonly ids: readonly string[]
  readonly owner: Owned
  readonly measures: ComparePairsQuery['comparisonMeasures']
  readonly refetch: () => void
}

/** Choice of the measures to compare by, and the button that starts the comparisons. */
export function StartPairs({ ids, owner, measures, refetch }: StartPairsProps) {
  const [{ by }, setView] = useQueryStates(pairParsers, { history: 'replace' })
  const [{ data, error, fetching }, start] = useMutation(StartPairsDocument)
  const catalogue = measures.map((measure) => ({ ...measure, shape: 'SCALARS' as const, needs: [] }))
  const chosen = by ?? chooseMeasures(measures.slice(0, 1))
  const { requests, wrong } = parseMeasures(catalogue, chosen)
  const reason =
    (requests.length === 0 ? 'Choose a measure first.' : undefined) ??
    (wrong.length > 0 ? `Correct the options of: ${wrong.join(', ')}.` : undefined)
  const asked = data && !fetching ? data.startPairComparisons.pairComparisons : undefined
  const known = asked?.filter(({ state }) => state === 'FINISHED').length ?? 0
  return (
    <>
      <details>
        <summary>Measures: {titlesOf(measures, chosen)}</summary>
        <MeasureFields measures={catalogue} chosen={chosen} onChange={(next) => void setView({ by: next })} />
      </details>
      {mayCompute(owner) ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (reason === undefined)
              void start({ input: { representationIds: [...ids], measures: [...requests] } }).then(refetch)
          }}
        >
          <SendButton label="Compare them" busyLabel="Requesting…" busy={fetching} reason={reason} />
        </form>
      ) : (
        <p>
          <ViewerNote of={owner} />
        </p>
      )}
      {error && <Problem error={error} />}
      <p className="quiet" role="status">
        {asked &&
          (known === asked.length
            ? `All ${countOf(known, 'comparison')} had a result already.`
            : `${countOf(asked.length - known, 'comparison was', 'comparisons were')} requested` +
              (known > 0 ? `; ${known} had a result already.` : '.'))}
      </p>
    </>
  )
}

function titlesOf(
  measures: StartPairsProps['measures'],
  chosen: readonly Readonly<Record<string, string>>[],
): string {
  const names = new Set(chosen.map(({ '=': name }) => name))
  const titles = measures.filter(({ name }) => names.has(name)).map(({ title }) => title)
  return titles.length > 0 ? titles.join(', ') : 'none'
}
