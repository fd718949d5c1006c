import type { MeasureInfo } from '@mitoscope/analysis'

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
