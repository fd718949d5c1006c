import { formatInterval } from '@mitoscope/analysis/format'
import type { ListedClaim, ListedRule } from '../remote/claims-on-server.ts'
import { asLine } from './as-line.ts'
import { formatNumber } from './format-table.ts'

const words = { AGREES: 'AGREES', DISAGREES: 'DOES NOT AGREE', UNDECIDED: 'CANNOT TELL' } as const

/** Describes claims for people: verdict, statement, reason and numbers, a paragraph each. */
export function describeClaims(claims: readonly ListedClaim[]): string {
  if (claims.length === 0)
    return 'No claims match. Reports on sweeps add the claims of the paper; --add adds one of your own.'
  return claims.map(describeClaim).join('\n\n')
}

function describeClaim(claim: ListedClaim): string {
  const { statement, verdict, previousVerdict, turnedAt, reason, paper, project, sweep, model, rule, ours } =
    claim
  const lines = [`${words[verdict]}: ${statement}`]
  if (sweep) lines.push(`of the sweep ${sweep.name} in ${project.name}; paper: ${paper}`)
  if (model) lines.push(`of the model ${model.name} in ${project.name}`)
  if (rule) lines.push(`rule: ${describeRule(rule)}`)
  lines.push(`reason: ${reason}`)
  for (const { title, value, low, high } of ours)
    lines.push(value === null ? `${title}: not known` : `${title}: ${formatInterval(value, low, high, formatNumber)}`) // prettier-ignore
  if (turnedAt !== null && previousVerdict)
    lines.push(`turned ${turnedAt.slice(0, 16).replace('T', ' ')} UTC, before: ${words[previousVerdict].toLowerCase()}`) // prettier-ignore
  lines.push(`id: ${claim.id}`)
  return lines.map(asLine).join('\n  ')
}

function describeRule({
  measure,
  scalar,
  comparison,
  threshold,
  minWidth,
  maxWidth,
  weightDecay,
}: ListedRule) {
  const widths =
    minWidth === null
      ? maxWidth === null ? 'each width' : `each width up to ${maxWidth}`
      : maxWidth === null ? `each width from ${minWidth}` : `each width from ${minWidth} to ${maxWidth}` // prettier-ignore
  const decays = weightDecay === null ? 'each weight decay' : `weight decay ${weightDecay}`
  return `the mean over seeds of ${scalar} (${measure}) is ${comparison.toLowerCase()} ${threshold} at ${widths} and ${decays}`
}
