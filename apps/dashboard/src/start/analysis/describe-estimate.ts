import type { AnalysesEstimateQuery } from '@mitoscope/schema/documents'
import { formatSeconds, countOf } from '../../format/format.ts'

export type AnalysesEstimate = AnalysesEstimateQuery['analysisEstimate']

/** Describes the time that the missing analyses take, for example "about 3 min 2 s of one device". */
export function describeWork({ analyses, answered, underWay, seconds }: AnalysesEstimate): string {
  if (analyses - answered - underWay === 0) return 'nothing to compute'
  return `about ${formatSeconds(seconds)} of one device`
}

/** Describes the analyses that are not computed again; empty if all are new. */
export function describeKnown({ answered, underWay }: AnalysesEstimate): string {
  const parts = [
    answered > 0 && `${countOf(answered, 'has', 'have')} a result already`,
    underWay > 0 && `${countOf(underWay, 'is', 'are')} already running`,
  ]
  return parts.filter(Boolean).join(', ')
}

/** Describes the basis of the estimate in a sentence; empty if there is nothing to compute. */
export function describeCertainty(estimate: AnalysesEstimate, titleOf: (measure: string) => string): string {
  const computed = estimate.measures.filter(({ seconds }) => seconds > 0)
  const unknown = computed.filter(({ from }) => from === 0).map(({ measure }) => titleOf(measure))
  if (computed.length === 0) return ''
  if (unknown.length === computed.length)
    return 'The estimate assumes a typical CPU, because this lab has no finished analysis of this kind yet.'
  const known = Math.min(...computed.filter(({ from }) => from > 0).map(({ from }) => from))
  const basis = `Estimated from the latest analyses here, ${known === 50 ? '50' : `at least ${known}`} of each measure.`
  if (unknown.length === 0) return basis
  return `${basis} For ${unknown.join(', ')} it assumes a typical CPU, because there is no finished analysis yet.`
}
