import type { PairAnalysis } from '@mitoscope/analysis'
import { formatNumber } from './format-number.ts'
import { formatTable } from './format-table.ts'

/** Two of the compared files, and the result. */
export interface NamedPair extends PairAnalysis {
  readonly first: string
  readonly second: string
}

/** Describes compared pairs for people: a column per pair, and every warning with its pairs. */
export function describeComparisons(pairs: readonly NamedPair[]): string {
  const widths = new Map<string, number>()
  for (const { first, second, widths: both } of pairs) widths.set(first, both[0]).set(second, both[1])
  const files = [...widths.keys()]
  const nameOf = ({ first, second }: NamedPair) =>
    `${files.indexOf(first) + 1} – ${files.indexOf(second) + 1}`
  const columns = pairs.map(({ measures }) =>
    measures.flatMap(({ result }) => (result.shape === 'scalars' ? result.scalars : [])),
  )
  const rows = columns[0].map(({ label }, i) => [
    label,
    ...columns.map((scalars) => formatNumber(scalars[i].value)),
  ])
  const parts = [
    `${pairs[0].rows} inputs`,
    files.map((file, i) => `${i + 1}  ${file}, ${widths.get(file)} neurons`).join('\n'),
    formatTable(['first – second', ...pairs.map(nameOf)], rows),
  ]
  const notes = new Map<string, Set<string>>()
  for (const pair of pairs)
    for (const { code, message } of pair.warnings) {
      const note = `Note (${code}): ${message}`
      notes.set(note, (notes.get(note) ?? new Set()).add(nameOf(pair)))
    }
  const [provenance] = pairs[0].measures.map((measure) => measure.provenance)
  if (provenance)
    parts.push(`Computed on ${provenance.backend} (${provenance.device}; ${provenance.kernels} kernels).`)
  const told = [...notes].map(([note, about]) =>
    about.size === pairs.length ? note : `${note} (${[...about].join(', ')})`,
  )
  if (told.length > 0) parts.push(told.join('\n'))
  return parts.join('\n\n')
}
