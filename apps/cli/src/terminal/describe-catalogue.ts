import type { MeasureInfo } from '@mitoscope/analysis'

/** What can be computed, with options: a paragraph per entry. */
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
