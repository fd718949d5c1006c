import { formatEnds } from '@mitoscope/analysis/format'
import type { RemoteAnalysis } from '../remote/analyze-on-server.ts'
import { formatNumber } from './format-number.ts'
import { formatTable } from './format-table.ts'

/** Analyses that a server computed: their numbers, what was wrong, and where all of each lies. */
export function describeRemote(analyses: readonly RemoteAnalysis[], address: string): string {
  return analyses.map((analysis) => describe(analysis, address)).join('\n\n')
}

function describe(
  { measure, state, failure, scalars, warnings, resultUrl }: RemoteAnalysis,
  address: string,
) {
  if (state !== 'FINISHED') return `${measure}: ${failure?.message ?? state.toLowerCase()}`
  const rows = scalars.map(({ label, value, low, high }) => {
    if (value === null || low === null || high === null) return [label, formatNumber(value), '']
    const [own, from, to] = formatEnds(value, low, high, formatNumber)
    return [label, own, `${from} … ${to}`]
  })
  return [
    measure,
    ...(rows.length > 0 ? [formatTable(['', 'value', '95 % interval'], rows)] : []),
    ...warnings.map(({ message }) => `Note: ${message}`),
    ...(resultUrl === null ? [] : [`All of it: ${new URL(resultUrl, address).href}`]),
  ].join('\n')
}
