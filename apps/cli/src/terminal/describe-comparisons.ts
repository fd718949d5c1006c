import type { PairAnalysis } from '@mitoscope/analysis'
import type { RemoteComparison } from '../remote/compare-on-server.ts'
import { formatNumber, formatTable } from './format-table.ts'

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

/**
 * Describes comparisons of a server for people: a column per pair, in the order in which the representations were
 * named.
 */
export function describeRemotePairs(
  comparisons: readonly RemoteComparison[],
  ids: readonly string[],
  address: string,
): string {
  const order = [...new Set(ids)]
  const sides = new Map(
    comparisons.flatMap(({ first, second }) => [first, second]).map((each) => [each.id, each]),
  )
  const placeOf = ({ first, second }: RemoteComparison) =>
    [order.indexOf(first.id), order.indexOf(second.id)].sort((a, b) => a - b)
  const nameOf = (comparison: RemoteComparison) => placeOf(comparison).map((at) => at + 1).join(' – ') // prettier-ignore
  const pairs = [...new Set(comparisons.map(nameOf))]
  const rows = new Map<string, Map<string, number | null>>()
  for (const comparison of comparisons)
    for (const { label, value } of inOrder(comparison, order)) {
      const key = [label, describeOptions(comparison)].filter(Boolean).join(', ')
      rows.set(key, (rows.get(key) ?? new Map<string, number | null>()).set(nameOf(comparison), value))
    }
  const files = order.flatMap((id, i) => {
    const found = sides.get(id)
    if (!found) return []
    const epoch = found.epoch === null ? '' : `, epoch ${found.epoch}`
    return [`${i + 1}  ${found.run?.name ?? found.fileName}${epoch}, ${found.width} neurons  (${id})`]
  })
  const parts = [`${comparisons[0]?.first.testRows ?? 0} inputs`, files.join('\n')]
  if (rows.size > 0)
    parts.push(
      formatTable(
        ['first – second', ...pairs],
        [...rows].map(([label, values]) => [
          label,
          ...pairs.map((pair) => formatNumber(values.get(pair) ?? null)),
        ]),
      ),
    )
  const notes = comparisons.flatMap((comparison) => [
    ...comparison.warnings.map(({ code, message }) => `Note (${code}, ${nameOf(comparison)}): ${message}`),
    ...(comparison.failure
      ? [`Failed (${comparison.measure}, ${nameOf(comparison)}): ${comparison.failure.message}`]
      : []),
  ])
  if (notes.length > 0) parts.push([...new Set(notes)].join('\n'))
  const [provenance] = comparisons.flatMap((comparison) => comparison.provenance ?? [])
  if (provenance) parts.push(`Computed on ${provenance.backend} (${provenance.device}), saved at ${address}.`)
  return parts.join('\n\n')
}

/** Returns the numbers of the pair in the requested order, whichever representation the server compared first. */
function inOrder({ first, second, definition, scalars }: RemoteComparison, order: readonly string[]) {
  if (order.indexOf(first.id) <= order.indexOf(second.id)) return scalars
  return scalars.map((scalar) => {
    const mirror = definition?.quantities.find(({ id }) => id === scalar.id)?.mirror ?? scalar.id
    return { ...scalar, value: scalars.find(({ id }) => id === mirror)?.value ?? null }
  })
}

function describeOptions({ options }: RemoteComparison): string {
  return Object.entries(options)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')
}
