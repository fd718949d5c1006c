/** Formats a share in percent. */
export function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`
}

/** Formats rows of cells as a Markdown table with columns of one width. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const texts = [header, ...rows].map((row) => row.map(String))
  const lengths = header.map((_, i) => Math.max(...texts.map((row) => row[i].length)))
  const line = (row: readonly string[]) => `| ${row.map((text, i) => text.padEnd(lengths[i])).join(' | ')} |`
  return [
    line(texts[0]),
    line(lengths.map((length) => '-'.repeat(length))),
    ...texts.slice(1).map(line),
  ].join('\n')
}
