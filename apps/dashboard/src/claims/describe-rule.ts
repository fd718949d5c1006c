import type { ClaimLineFragment } from '@mitoscope/schema/documents'
import { formatNumber } from '../format/format.ts'

type Rule = NonNullable<ClaimLineFragment['rule']>

/** Describes the rule of a claim, as "mean of groups (critical-width) above 1.5 at widths from 256". */
export function describeRule({
  measure,
  scalar,
  comparison,
  threshold,
  minWidth,
  maxWidth,
  weightDecay,
}: Rule): string {
  const parts = [
    `mean over seeds of ${scalar} (${measure}) ${comparison.toLowerCase()} ${formatNumber(threshold)}`,
    describeWidths(minWidth, maxWidth),
    weightDecay === null ? '' : `at weight decay ${formatNumber(weightDecay)}`,
  ]
  return parts.filter((part) => part !== '').join(' ')
}

function describeWidths(from: number | null, to: number | null): string {
  if (from === null && to === null) return 'at every width'
  if (from === to) return `at width ${from}`
  if (to === null) return `at widths from ${from}`
  return from === null ? `at widths up to ${to}` : `at widths ${from} to ${to}`
}
