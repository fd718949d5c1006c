import type { MadeReproduction } from '../reproduce/made-reproduction.ts'
import { formatScalar, headOfNumbers, rowOfNumber } from '../terminal/describe-reproduction.ts'
import { formatDuration } from '../terminal/show-progress.ts'

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
