import type { AnalysesEstimateQuery } from '@mitoscope/schema/documents'
import { formatSeconds } from '../parts/format.ts'
import { countOf } from '../parts/count-of.ts'

export type AnalysesEstimate = AnalysesEstimateQuery['analysisEstimate']

/** How long what is left to compute takes, as "about 3 min 2 s of one device". */
export function describeWork({ analyses, answered, underWay, seconds }: AnalysesEstimate): string {
  if (analyses - answered - underWay === 0) return 'nothing is left to compute'
  return `about ${formatSeconds(seconds)} of one device`
}

/** What is not computed again; empty where all of it is new. */
export function describeKnown({ answered, underWay }: AnalysesEstimate): string {
  const parts = [
    answered > 0 && `${countOf(answered, 'was', 'were')} answered before`,
    underWay > 0 && `${countOf(underWay, 'is', 'are')} under way already`,
  ]
  return parts.filter(Boolean).join(', ')
}

/** How well the time is known, in a sentence; empty where there is nothing to compute. */
export function describeCertainty(estimate: AnalysesEstimate, titleOf: (measure: string) => string): string {
  const computed = estimate.measures.filter(({ seconds }) => seconds > 0)
  const unknown = computed.filter(({ from }) => from === 0).map(({ measure }) => titleOf(measure))
  if (computed.length === 0) return ''
  if (unknown.length === computed.length)
    return 'A usual processor is supposed: nothing of the kind has been computed here yet.'
  const known = Math.min(...computed.filter(({ from }) => from > 0).map(({ from }) => from))
  const basis = `Told by the latest analyses here, ${known === 50 ? '50' : `at least ${known}`} of each measure.`
  if (unknown.length === 0) return basis
  return `${basis} For ${unknown.join(', ')} a usual processor is supposed: there is none yet.`
}
