'use client'
import type { Figure, MeasureInput } from '@mitoscope/figures'
import { measureOf } from '@mitoscope/schema/catalogue'
import { Link } from '../../ui/link.tsx'
import { parseAsBoolean, useQueryState } from 'nuqs'
import { useEffect, useMemo, useState } from 'react'
import { FigureCard, FigurePlace } from '../../figures/figure-card.tsx'
import { loadFigures } from '../../figures/plot.ts'
import { fileName, type Analysis } from '../analysis.ts'
import { fetchWholeFigure } from './whole-figure.ts'
import { findCritical, toAnalysisInput } from '../replay/to-analysis-input.ts'
import { useWholeResult } from './whole-result.ts'

/** The figure of a result: from means, or, where the reader asks, with every draw and every cell. */
export function AnalysisFigures({ analysis }: { readonly analysis: Analysis }) {
  const [all, setAll] = useQueryState('whole', parseAsBoolean.withDefault(false))
  const whole = useWholeResult(all ? analysis : undefined)
  const input = useMemo(
    () => toAnalysisInput(analysis, whole.result as MeasureInput['result'] | undefined),
    [analysis, whole.result],
  )
  const [figures, setFigures] = useState<readonly Figure[]>()
  useEffect(() => {
    let gone = false
    // The drawing library comes after the page that shows what it draws.
    void loadFigures().then(({ analysisFigures }) => {
      if (!gone) setFigures(input ? analysisFigures(input) : [])
    })
    return () => {
      gone = true
    }
  }, [input])
  const { result } = analysis
  if (result?.__typename === 'ScalarsResult') return null
  const critical = findCritical(analysis)
  const sampling = analysis.resultUrl && !whole.result ? sampleOf(result) : undefined
  return (
    <section aria-labelledby="figure">
      <h2 id="figure">Figure</h2>
      {figures?.length === 0 && (
        <p className="card">
          {input
            ? 'The result has too few numbers for a figure. The tables below show all numbers.'
            : 'The representation behind this figure was deleted. The tables below show the numbers.'}
        </p>
      )}
      <div className="figures" aria-busy={!figures}>
        {!figures && (
          <>
            <p className="hidden" role="status">
              Drawing…
            </p>
            <FigurePlace sampled={sampling?.sampled} />
          </>
        )}
        {input &&
          figures?.map((figure) => (
            <FigureCard
              key={figure.id}
              figure={figure}
              drawn={{ of: 'analysis', input }}
              name={fileName(analysis)}
              {...sampling}
              whole={sampling && (() => fetchWholeFigure(analysis, figure.id))}
            />
          ))}
      </div>
      {critical && result?.__typename === 'CurvesResult' && (
        <p className="quiet">
          w* is that of <Link href={`/analysis?id=${critical.id}`}>{measureOf.CRITICAL_SIZE}</Link> with the
          same seed.
        </p>
      )}
      {(result?.__typename === 'CurvesResult' || result?.__typename === 'MatrixResult') && (
        <p className="actions">
          <label>
            <input type="checkbox" checked={all} onChange={({ target }) => void setAll(target.checked)} />{' '}
            {result.__typename === 'CurvesResult' ? 'Show every single draw' : 'Show every cell'}
          </label>
          <span className="quiet" role="status">
            {whole.fetching && 'Reading the whole result…'}
            {whole.error}
          </span>
        </p>
      )}
    </section>
  )
}

/** Describes what the page lacks of the stored result; undefined if it lacks nothing. */
function sampleOf(result: Analysis['result']) {
  // A picture of means is one of its own; its numbers lack the single draws.
  if (result?.__typename === 'CurvesResult')
    return { dataOnly: true, sampled: 'Only means are shown, without single draws' }
  if (result?.__typename !== 'MatrixResult' || !result.downSampled) return undefined
  const { step } = result
  return { sampled: `Each cell here is the mean of ${step} × ${step}, and significant pairs are left out` }
}
