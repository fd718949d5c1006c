import { formatEnds } from '@mitoscope/analysis/format'
import type { RemoteAnalysis } from '../remote/analyze-on-server.ts'
import { formatNumber } from './format-number.ts'
import { formatTable } from './format-table.ts'

/** Describes analyses of a server: their numbers, failures and warnings, and the addresses of the full results. */
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
    ...(resultUrl === null ? [] : [`Full result: ${new URL(resultUrl, address).href}`]),
  ].join('\n')
}
