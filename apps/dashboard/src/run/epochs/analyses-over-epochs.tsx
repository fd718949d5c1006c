'use client'
import { Link } from '../../ui/link.tsx'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo } from 'react'
import { formatEnds } from '../../format/format.ts'
import { runStyle, type RunStyle } from '../../figures/run-style.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { drawRuns } from '../../export/formats.ts'
import { ExportMenu } from '../../export/export-menu.tsx'
import { AnalyseEpochs } from './analyse-epochs.tsx'
import { EpochChart } from './epoch-chart.tsx'
import { findEpochs, listOverEpochs, type EpochSeries } from './over-epochs.ts'
import { fittedFrom, type Measure, type Run } from '../run.ts'
import type { RunsInput } from '@mitoscope/figures'

interface AnalysesOverEpochsProps {
  /** Layer of the run's representations and analyses. */
  readonly site: string
  readonly run: Run
  readonly measures: readonly Measure[]
  readonly refetch: () => void
}

/** Numbers of analyses against the epoch after which the layer was taken, and a way to have every epoch analysed. */
export function AnalysesOverEpochs({ run, site, measures, refetch }: AnalysesOverEpochsProps) {
  const [over, setOver] = useQueryState('over', parseAsString)
  const all = useMemo(() => listOverEpochs(run.analyses), [run.analyses])
  const epochs = findEpochs(run)
  const series = all.find(({ key }) => key === over) ?? all.find(({ key }) => /\.groups /.test(key)) ?? all[0]
  return (
    <section aria-labelledby="over-epochs">
      <h2 id="over-epochs">Analyses over epochs</h2>
      <p className="lead">
        Change of the layer during training. According to the paper, groups form after the training set is
        fitted.
      </p>
      {series && (
        <>
          {all.length > 1 && (
            <label>
              Shown{' '}
              <select value={series.key} onChange={({ target }) => void setOver(target.value)}>
                {all.map(({ key, label }) => (
                  <option key={key} value={key}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
          )}
          <figure>
            <EpochChart
              series={series}
              interpolationEpoch={run.interpolationEpoch}
              color={runStyle(run.id).color}
            />
            <figcaption>
              <strong>{series.label}</strong> by epoch; bars are 95 % intervals
              {run.interpolationEpoch !== null &&
                `; the dashed line marks epoch ${run.interpolationEpoch}, from which the training set is fitted`}
              .
              <ExportMenu
                title={series.label}
                name={`${run.name}-over-epochs`}
                read={() => drawRuns(epochInput(run, series, runStyle(run.id)))}
              />
            </figcaption>
          </figure>
          <details>
            <summary>Numbers as a table</summary>
            <ScrollRegion label={series.label}>
              <table>
                <caption>{series.label}</caption>
                <thead>
                  <tr>
                    {['Epoch', 'Value', 'From', 'To'].map((head) => (
                      <th scope="col" className="number" key={head}>
                        {head}
                      </th>
                    ))}
                    <th scope="col">Analysis</th>
                  </tr>
                </thead>
                <tbody>
                  {series.points.map(({ epoch, value, low, high, analysisId }) => (
                    <tr key={epoch}>
                      <th scope="row" className="number">
                        {epoch}
                      </th>
                      {formatEnds(value, low, high).map((text, i) => (
                        <td className="number" key={i}>
                          {text}
                        </td>
                      ))}
                      <td>
                        <Link href={`/analysis?id=${analysisId}`}>
                          open<span className="hidden"> the analysis of epoch {epoch}</span>
                        </Link>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollRegion>
          </details>
        </>
      )}
      {!series && !epochs.obstacle && <p className="quiet">No analysis has results for two epochs yet.</p>}
      <AnalyseEpochs run={run} site={site} measures={measures} epochs={epochs} refetch={refetch} />
    </section>
  )
}

/** A number of analyses over epochs as the figures draw it. */
function epochInput(
  { name: run, interpolationEpoch }: Pick<Run, 'name' | 'interpolationEpoch'>,
  { label, points }: EpochSeries,
  { paperColor, dash, symbol }: RunStyle,
): RunsInput {
  return {
    title: `${label} by epoch`,
    subtitle: run,
    caption: 'Result of the analysis after each analysed epoch. The band is the 95 % interval.',
    x: 'epoch',
    y: label,
    logX: false,
    logY: false,
    band: '95 % interval',
    lines: [
      {
        label: run,
        color: paperColor,
        dash: dash === '' ? 'none' : dash,
        symbol,
        x: points.map(({ epoch }) => epoch),
        mean: points.map(({ value }) => value),
        low: points.map(({ low }) => low),
        high: points.map(({ high }) => high),
      },
    ],
    ...(interpolationEpoch !== null && {
      marks: [{ x: interpolationEpoch, label: fittedFrom(interpolationEpoch) }],
    }),
  }
}
