import type { PairsInput } from '@mitoscope/figures'
import type { ComparePairsQuery, FoundPairFragment } from '@mitoscope/schema/documents'
import { formatNumber } from '../../format/format.ts'
import type { PairItem } from './pair-items.ts'

type ComparisonMeasure = ComparePairsQuery['comparisonMeasures'][number]

/** Comparisons by one measure with the same options: of every pair the latest. */
export interface PairGroup {
  readonly key: string
  readonly measure: ComparisonMeasure
  readonly options: FoundPairFragment['options']
  readonly found: readonly FoundPairFragment[]
}

/** Comparisons, the newest first, by measure and options: in the order of the catalogue, and of what is compared. */
export function pairGroups(
  found: readonly FoundPairFragment[],
  measures: readonly ComparisonMeasure[],
  items: readonly PairItem[],
): PairGroup[] {
  const place = new Map(items.map(({ id }, i) => [id, i]))
  const orderOf = ({ first, second }: FoundPairFragment) => {
    const [a, b] = [first, second].map((side) => place.get(side?.id ?? '') ?? items.length)
    return Math.min(a, b) * items.length + Math.max(a, b)
  }
  return measures.flatMap((measure) => {
    const groups = new Map<string, FoundPairFragment[]>()
    for (const each of found) {
      if (each.measure !== measure.name) continue
      const key = JSON.stringify(Object.entries(each.options).sort())
      const known = groups.get(key) ?? []
      // An older version of the measure, or one that was restored.
      if (!known.some((other) => pairOf(other) === pairOf(each))) groups.set(key, [...known, each])
    }
    return [...groups].map(([key, own]) => ({
      key: `${measure.name} ${key}`,
      measure,
      options: own[0].options,
      found: own.toSorted((a, b) => orderOf(a) - orderOf(b)),
    }))
  })
}

function pairOf({ first, second }: FoundPairFragment): string {
  return [first.id, second.id].sort().join(' ')
}

/** A group as the figures draw it. */
export function toPairsInput({ measure, options, found }: PairGroup, items: readonly PairItem[]): PairsInput {
  const place = new Map(items.map(({ id }, i) => [id, i]))
  return {
    title: measure.title,
    subtitle: [`${formatNumber(items[0]?.testRows)} inputs`, describeOptions(options)]
      .filter(Boolean)
      .join(' · '),
    names: items.map(({ name }) => name),
    quantities: measure.quantities,
    pairs: found.flatMap(({ first, second, state, scalars }) => {
      const [a, b] = [place.get(first.id), place.get(second.id)]
      if (a === undefined || b === undefined || state !== 'FINISHED') return []
      return [
        { first: a, second: b, values: Object.fromEntries(scalars.map(({ id, value }) => [id, value])) },
      ]
    }),
  }
}

/** "neighbours 30, points 2,000"; empty where there are none. */
export function describeOptions(options: FoundPairFragment['options']): string {
  return Object.entries(options)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? formatNumber(value) : String(value)}`)
    .join(', ')
}

type Cell = string | number | null

const header = [
  'first', 'second', 'measure', 'version', 'options', 'quantity', 'value', 'state', 'first_input_sha256',
  'second_input_sha256', 'backend', 'device', 'precision', 'asked_by', 'asked_at', 'finished_at', 'warnings', 'failure',
] // prettier-ignore

/** Comparisons as rows of a file: one for each number, at full precision, and one for a comparison that has none. */
export function pairRows(
  found: readonly FoundPairFragment[],
  names: ReadonlyMap<string, string>,
): { readonly header: readonly string[]; readonly rows: readonly (readonly Cell[])[] } {
  const rows = found.flatMap((each) => {
    const { first, second, measure, version, options, state, inputHashes, provenance } = each
    const nameOf = (side: typeof first) => names.get(side?.id ?? '') ?? null
    const numbers = each.scalars.length > 0 ? each.scalars : [{ id: null, value: null }]
    return numbers.map(({ id, value }): Cell[] => [
      nameOf(first),
      nameOf(second),
      measure,
      version,
      JSON.stringify(options),
      id,
      value,
      state,
      inputHashes[0],
      inputHashes[1],
      provenance?.backend ?? null,
      provenance?.device ?? null,
      provenance?.precision ?? null,
      each.askedBy?.name ?? null,
      each.createdAt,
      each.finishedAt,
      each.warnings.map(({ code, message }) => `${code}: ${message}`).join('; '),
      each.failure?.message ?? null,
    ])
  })
  return { header, rows }
}
