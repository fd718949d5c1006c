import { formatNumber, countOf } from '../format/format.ts'
import type { SweepLiveFragment } from '@mitoscope/schema/documents'

type Counts = SweepLiveFragment['progress']['counts']

/** Runs that a report is made of. */
export interface Coverage {
  /** Runs that it is made of. */
  readonly reported: number
  /** Runs that the sweep asks for. */
  readonly asked: number
  /** Runs that are finished and not in it. */
  readonly newer: number
  readonly sentence: string
}

interface CountedReport {
  readonly series: readonly { readonly widths: readonly { readonly runs: number }[] }[]
}

/** Describes how many of a sweep's runs its report is made of; with fewer than all its numbers are partial. */
export function describeCoverage(report: CountedReport, counts: Counts): Coverage {
  const reported = report.series.reduce(
    (sum, { widths }) => sum + widths.reduce((inner, { runs }) => inner + runs, 0),
    0,
  )
  const { queued, running, finished, failed, cancelled, missing } = counts
  const asked = queued + running + finished + failed + cancelled + missing
  const newer = Math.max(0, finished - reported)
  if (reported >= asked)
    return {
      reported,
      asked,
      newer,
      sentence: `These numbers are based on ${asked === 1 ? 'the only run' : `all ${formatNumber(asked)} runs`}.`,
    }
  const open = queued + running
  const lost = failed + cancelled + missing
  const parts = [
    open > 0 ? `${countOf(open, 'is', 'are')} still to finish` : '',
    newer > 0 ? `${formatNumber(newer)} finished since` : '',
    lost > 0 ? `${countOf(lost, 'has', 'have')} no result` : '',
  ].filter(Boolean)
  const why = parts.length > 0 ? ` (${parts.join(', ')})` : ''
  const sentence = `These numbers are partial: they are based on ${formatNumber(reported)} of ${countOf(asked, 'run')}${why}, and may still change.`
  return { reported, asked, newer, sentence }
}
