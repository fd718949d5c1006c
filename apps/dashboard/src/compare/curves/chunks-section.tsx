'use client'
import { countOf } from '../../format/format.ts'
import { CompareChunksDocument, type CompareRunsQuery } from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { startAddress } from '../../start/view.ts'
import { Link } from '../../ui/link.tsx'
import { Problem } from '../../ui/query-boundary.tsx'
import { BandChoice } from './band-choice.tsx'
import { CurvesChart } from './curves-chart.tsx'
import { toLines } from './curves.ts'
import { chunkCurves, optionsDiffer, questionsOf } from './questions.ts'
import type { Series } from '../series.ts'
import { useAnswers } from './use-answers.ts'
import { compareParsers } from '../view.ts'

interface ChunksSectionProps {
  readonly series: readonly Series[]
  readonly measures: CompareRunsQuery['measures']
  /** True while the curves above are still being read: they come first. */
  readonly waits: boolean
}

/** Chart of a measure on chunks of neurons of all lines, by the size of the chunks. */
export function ChunksSection({ series, measures, waits }: ChunksSectionProps) {
  const [view, setView] = useQueryStates(compareParsers, { history: 'push' })
  const drawable = measures.filter(({ shape }) => shape === 'CURVES')
  const measure = drawable.find(({ name }) => name === view.measure) ?? drawable[0]
  const questions = useMemo(
    () => (measure && !waits ? questionsOf(series).map((runIds) => ({ measure: measure.name, runIds })) : []),
    [series, measure, waits],
  )
  const { data, error, fetching, refetch } = useAnswers(CompareChunksDocument, questions)
  const known = useMemo(
    () => data.flatMap((answer) => answer?.compareAnalyses.runs.flatMap(({ curves }) => curves) ?? []),
    [data],
  )
  const choices = [...new Map(known.map(({ id, label }) => [id, label]))]
  const [curve, label] = choices.find(([id]) => id === view.curve) ?? choices[0] ?? ['', '']
  const curves = useMemo(() => chunkCurves(series, data, curve), [series, data, curve])
  const lines = useMemo(() => toLines(series, curves), [series, curves])
  const lacking = series.length - lines.length
  const options = { x: 'chunk size', y: label, logX: true, logY: view.logChunks, band: view.band }
  return (
    <section aria-labelledby="chunks">
      <h2 id="chunks">Chunks of neurons by size</h2>
      <div className="actions">
        <label>
          Measure{' '}
          <select
            value={measure?.name}
            onChange={({ target }) => void setView({ measure: target.value, curve: null })}
          >
            {drawable.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        {choices.length > 1 && (
          <label>
            Curve{' '}
            <select value={curve} onChange={({ target }) => void setView({ curve: target.value })}>
              {choices.map(([id, text]) => (
                <option key={id} value={id}>
                  {text}
                </option>
              ))}
            </select>
          </label>
        )}
        <BandChoice of="chunks" />
        <label>
          <input
            type="checkbox"
            checked={view.logChunks}
            onChange={({ target }) => void setView({ logChunks: target.checked })}
          />{' '}
          Logarithmic<span className="hidden"> over chunks</span>
        </label>
      </div>
      {error && <Problem error={error} retry={refetch} stale={lines.length > 0} />}
      {lines.length > 0 ? (
        <>
          <CurvesChart
            lines={lines}
            options={options}
            title={`${label} by chunk size`}
            name={`compare-${measure?.name}-${curve}`}
          />
          <p className="quiet">
            Chunks are selected at random. The curve of a run is the mean over its chunks. The band is the
            spread over seeds.
            {lacking > 0 &&
              ` ${countOf(lacking, 'line has', 'lines have')} no finished analysis by this measure.`}
            {optionsDiffer(data) && ' ⚠ The analyses have different options. See the page of each run.'}
          </p>
        </>
      ) : waits || fetching ? (
        <p className="quiet" role="status">
          Loading…
        </p>
      ) : (
        !error && (
          <p className="card">
            None of the runs has a finished analysis by “{measure?.title}”. Choose another measure, or{' '}
            <Link href={startAddress(series.flatMap(({ runs }) => runs.map(({ id }) => id)))}>
              start the analysis
            </Link>
            .
          </p>
        )
      )}
    </section>
  )
}
