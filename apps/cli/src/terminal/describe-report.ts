import type { JudgedClaim, SweepReport, SweepSeries, WidthSummary } from '@mitoscope/analysis'
import { formatSpread } from '@mitoscope/analysis/format'
import { formatNumber } from './format-number.ts'
import { formatTable } from './format-table.ts'

/** The part of a report that is described, with or without its runs. */
type ToldReport = Pick<SweepReport, 'title' | 'threshold' | 'warnings' | 'findings' | 'claims'> & {
  readonly series: readonly (Pick<SweepSeries, 'weightDecay' | 'sentence'> & {
    readonly widths: readonly ToldWidth[]
  })[]
}

/** A width in a report; those of earlier versions have no decay law. */
type ToldWidth = Omit<WidthSummary, 'decay'> & { readonly decay?: WidthSummary['decay'] }

/**
 * Describes a sweep's report for people: a table over widths for each weight decay, sentences on the results, findings,
 * claims and warnings.
 */
export function describeReport(report: ToldReport): string {
  const parts = [`${report.title}, τ = ${report.threshold}`]
  for (const { weightDecay, widths } of report.series) {
    const rows = widths.map((w) => [
      String(w.width),
      w.diverged ? `${w.runs}, ${w.diverged} diverged` : String(w.runs),
      formatNumber(w.testError),
      formatNumber(w.trainError),
      w.wStar === null ? '–' : w.wStar.toFixed(1),
      w.groups === null ? '–' : formatSpread(w.groups, w.groupsCi95, (groups) => groups.toFixed(1)),
    ])
    parts.push(
      `weight decay ${weightDecay}\n${formatTable(['W', 'runs', 'test error', 'train error', 'w*', 'groups'], rows)}`,
    )
  }
  parts.push(...report.series.flatMap(({ sentence, widths }) => [sentence, ...describeDecay(widths.at(-1))]))
  const several = report.series.length > 1
  for (const { title, weightDecay, sentence } of report.findings ?? [])
    parts.push(
      `${title}${several && weightDecay !== null ? `, weight decay ${weightDecay}` : ''}\n${sentence}`,
    )
  if (report.claims) parts.push(describeClaims(report.claims))
  if (report.warnings.length > 0) parts.push(report.warnings.map((warning) => `Note: ${warning}`).join('\n'))
  return parts.join('\n\n')
}

/** Describes the claims of the paper and the verdicts on them. */
function describeClaims(claims: readonly JudgedClaim[]): string {
  const told = claims.map(
    ({ statement, verdict, reason, paper }) =>
      `${verdict.toUpperCase()}: ${statement}\n  here: ${reason}\n  paper: ${paper}`,
  )
  return ['Claims of the paper', ...told].join('\n')
}

function describeDecay(widest: ToldWidth | undefined): string[] {
  return widest?.decay
    ? [`Chunks of the widest layer (${widest.width} neurons): ${widest.decay.verdict}`]
    : []
}
