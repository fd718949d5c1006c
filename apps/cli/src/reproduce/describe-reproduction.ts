import type { Scalar, SweepReport } from '@mitoscope/analysis'
import { formatInterval } from '@mitoscope/analysis/format'
import type { NumberBeside, PaperFigure, Reproduction } from '@mitoscope/lab/paper'
import { formatNumber, formatTable } from '../terminal/format-table.ts'
import { formatDuration } from '../terminal/show-progress.ts'

/** A reproduction with its circumstances. */
export interface MadeReproduction extends Reproduction {
  /** Description of the sweep in one line. */
  readonly title: string
  /** Limits of this way of reproducing the figure. */
  readonly limits: readonly string[]
  readonly warnings: readonly string[]
  readonly provenance: SweepReport['provenance']
  /** Seconds of training and analysis in this call; earlier calls are not included. */
  readonly seconds: number
}

/** Describes the figures that can be reproduced, in a paragraph each. */
export function describeFigures(figures: readonly PaperFigure[]): string {
  const told = figures.map(({ id, aliases, title, shows, small, full }) => {
    const names = aliases.length > 0 ? ` (also ${aliases.join(', ')})` : ''
    const scales = [small, full].map(({ sweep, expected: { minutes, machine, basis } }) => `${sweep}, ${formatDuration(60 * minutes)} on ${machine} (${basis})`) // prettier-ignore
    return `${id}${names}: ${title}\n  ${shows}\n  small: ${scales[0]}\n  full:  ${scales[1]}`
  })
  return [...told, 'Next: mitoscope reproduce FIGURE'].join('\n\n')
}

const headOfNumbers = ['number', 'w of W', 'paper', 'ours [interval]', 'agrees?']

function rowOfNumber({ label, size, width, value, ours, verdict }: NumberBeside): string[] {
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
function formatScalar({ value, low, high }: Scalar): string {
  return value === null ? formatNumber(value) : formatInterval(value, low, high, formatNumber)
}

/** Returns a reproduction as Markdown, to save beside its report and figures. */
export function reproductionMarkdown(made: MadeReproduction, madeAt: Date): string {
  const { figure, title, numbers, claims, limits, warnings, provenance, seconds } = made
  const { backend, device, draws, seed } = provenance
  const parts = [
    `# ${figure.title}`,
    `${figure.shows} (${figure.citation}; recipe \`${figure.id}\`, version ${figure.version})`,
    `Ran: ${title}; ${draws} draws, seed ${seed}; ${backend} (${device}); ${madeAt.toISOString().slice(0, 16)} UTC, ${formatDuration(seconds)}.`,
  ]
  if (claims.length > 0) {
    const rows = claims.map(({ statement, paper, ours, verdict }) => [
      statement,
      paper,
      ours.map((scalar) => `${scalar.label}: ${formatScalar(scalar)}`).join('; ') || '–',
      verdict,
    ])
    parts.push('## Claims', table(['claim', 'paper', 'ours [95 % interval]', 'agrees?'], rows))
    parts.push(
      claims.map(({ verdict, statement, reason }) => `- **${verdict}**: ${statement} ${reason}`).join('\n'),
    )
  }
  if (numbers.length > 0) {
    parts.push(
      '## Numbers',
      `The paper’s: ${figure.network}.`,
      table(headOfNumbers, numbers.map(rowOfNumber)),
    )
    parts.push([...new Set(numbers.map(({ verdict, reason }) => `- ${verdict}: ${reason}`))].join('\n'))
  }
  parts.push('## What this cannot show', limits.join(' '))
  if (warnings.length > 0) parts.push('## Notes', warnings.map((warning) => `- ${warning}`).join('\n'))
  return `${parts.join('\n\n')}\n`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
