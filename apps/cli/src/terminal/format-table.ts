import type { MeasureInfo } from '@mitoscope/analysis'

/**
 * Formats a table in aligned columns, the first to the left and the others to the right, with a rule under the head.
 */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)))
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ').trimEnd() // prettier-ignore
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}

/** Formats a number for a table: digits by its size, small numbers in scientific notation, "–" for a missing one. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1000) return value.toFixed(0)
  if (size >= 100) return value.toFixed(1)
  if (size >= 1) return value.toFixed(2)
  if (size >= 1e-3) return value.toFixed(4)
  return value.toExponential(1)
}

/** Describes measures or comparisons with their options, in a paragraph each. */
export function describeCatalogue(entries: readonly MeasureInfo[]): string {
  return entries
    .map(({ id, title, summary, options }) => {
      const lines = options.map((option) => {
        const range =
          option.kind === 'choice' ? option.choices.join(' | ') : `${option.minimum} … ${option.maximum}`
        return `  ${id}.${option.name} (${range}; default ${option.default ?? 'none'}): ${option.description}\n`
      })
      return `${id}: ${title}\n  ${summary}\n${lines.join('')}\n`
    })
    .join('')
}
