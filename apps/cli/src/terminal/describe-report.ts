import type { JudgedClaim, SweepReport, SweepSeries, WidthSummary } from '@mitoscope/analysis'
import { explainGroups, formatInterval } from '@mitoscope/analysis/format'
import { describeSite } from './describe-site.ts'
import { formatNumber, formatTable } from './format-table.ts'

/** The part of a report that is described, with or without its runs. */
type ToldReport = Pick<SweepReport, 'title' | 'site' | 'threshold' | 'warnings' | 'findings' | 'claims'> & {
  readonly series: readonly (Pick<SweepSeries, 'weightDecay' | 'sentence' | 'interval'> & {
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
  const parts = [
    `${report.title}, ${describeSite(report.site)}, τ = ${report.threshold}`,
    explainGroups(report.threshold),
  ]
  for (const { weightDecay, widths, interval } of report.series) {
    const rows = widths.map((w) => [
      String(w.width),
      w.diverged ? `${w.runs}, ${w.diverged} diverged` : String(w.runs),
      formatNumber(w.testError),
      formatNumber(w.trainError),
      w.wStar === null ? '–' : formatInterval(w.wStar, w.wStarLow, w.wStarHigh, toTenths),
      w.groups === null ? '–' : formatInterval(w.groups, w.groupsLow, w.groupsHigh, toTenths),
    ])
    const table = formatTable(['W', 'runs', 'test error', 'train error', 'w*', 'groups'], rows)
    const meaning = interval ? `\n[95 % interval ${interval}]` : ''
    parts.push(`weight decay ${weightDecay}\n${table}${meaning}`)
  }
  parts.push(...report.series.map(({ sentence }) => sentence))
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

function toTenths(value: number): string {
  return value.toFixed(1)
}
