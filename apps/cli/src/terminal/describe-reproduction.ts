import { formatInterval } from '@mitoscope/analysis/format'
import type { Scalar } from '@mitoscope/analysis'
import type { NumberBeside, PaperFigure } from '@mitoscope/lab/paper'
import type { MadeReproduction } from '../reproduce/made-reproduction.ts'
import { formatNumber } from './format-number.ts'
import { formatTable } from './format-table.ts'
import { formatDuration } from './show-progress.ts'

/** Describes the figures that can be reproduced, in a paragraph each. */
export function describeFigures(figures: readonly PaperFigure[]): string {
  const told = figures.map(({ id, aliases, title, shows, small, full }) => {
    const names = aliases.length > 0 ? ` (also ${aliases.join(', ')})` : ''
    const scales = [small, full].map(({ sweep, expected: { minutes, machine, basis } }) => `${sweep}, ${formatDuration(60 * minutes)} on ${machine} (${basis})`) // prettier-ignore
    return `${id}${names}: ${title}\n  ${shows}\n  small: ${scales[0]}\n  full:  ${scales[1]}`
  })
  return [...told, 'Next: mitoscope reproduce FIGURE'].join('\n\n')
}

export const headOfNumbers = ['number', 'w of W', 'paper', 'ours [interval]', 'agrees?']

export function rowOfNumber({ label, size, width, value, ours, verdict }: NumberBeside): string[] {
  return [label, `${size} of ${width}`, formatNumber(value), ours ? formatScalar(ours) : '–', verdict]
}

/** Describes a reproduction for people. */
export function describeReproduction(made: MadeReproduction): string {
  const { figure, title, numbers, claims, limits, warnings, seconds } = made
  const parts = [`${figure.title} (${figure.id}, version ${figure.version})\n${title}`]
  if (numbers.length > 0) {
    parts.push(formatTable(headOfNumbers, numbers.map(rowOfNumber)))
    const reasons = new Set(numbers.filter(({ verdict }) => verdict === 'cannot tell').map(({ reason }) => reason)) // prettier-ignore
    parts.push([`The paper’s numbers: ${figure.network}.`, ...reasons].join('\n'))
  }
  for (const { statement, verdict, reason, paper, ours } of claims)
    parts.push(
      [`${verdict.toUpperCase()}: ${statement}`, `  ours:  ${reason}`, `  paper: ${paper}`, ...ours.map((scalar) => `  ${scalar.label}: ${formatScalar(scalar)}`)].join('\n'), // prettier-ignore
    )
  parts.push(`What this scale cannot show: ${limits.join(' ')}`)
  if (warnings.length > 0) parts.push(warnings.map((warning) => `Note: ${warning}`).join('\n'))
  parts.push(`${figure.citation}. Took ${formatDuration(seconds)}.`)
  return parts.join('\n\n')
}

/** Formats a number with its interval: "0.991 [0.99, 0.992]". */
export function formatScalar({ value, low, high }: Scalar): string {
  return value === null ? formatNumber(value) : formatInterval(value, low, high, formatNumber)
}
