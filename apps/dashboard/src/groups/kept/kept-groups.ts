import type { KeptGroupsFragment } from '@mitoscope/schema/documents'
import { countOf } from '../../format/format.ts'

/** Row of the table of measured groups. */
export interface KeptRow {
  readonly id: string
  readonly state: KeptGroupsFragment['state']
  readonly failure: string | null
  /** Job that computes the measurement, null if there is none. */
  readonly job: KeptGroupsFragment['job']
  /** Description of the groups in words. */
  readonly what: string
  readonly readout: string
  /** Single numbers of the measurement by name. */
  readonly values: Readonly<Record<string, number | null | undefined>>
  /** Half of the 95 % interval of the random chunks beside it. */
  readonly randomSpread: number | null
}

interface Partition {
  readonly seed: number
  readonly size: number
  readonly count: number
}

/** Returns the measurements of this very partition, the newest first. */
export function listKept(all: readonly KeptGroupsFragment[], { seed, size, count }: Partition): KeptRow[] {
  return all.flatMap(({ id, state, seed: own, options, failure, job, scalars }) => {
    const given = options as KeptOptions & { readonly size?: number; readonly readout?: unknown }
    const numberOf = (name: string) => scalars.find((scalar) => scalar.id === name)
    // Who named no size got w*, which the answer tells.
    if (own !== seed || (given.size ?? numberOf('size')?.value) !== size) return []
    const random = numberOf('randomTestError')
    return [
      {
        id,
        state,
        failure: failure?.message ?? null,
        job,
        what: describeKept(given, count),
        readout: String(given.readout).toLowerCase(),
        values: Object.fromEntries(scalars.map((scalar) => [scalar.id, scalar.value])),
        randomSpread: random?.low == null || random.high == null ? null : (random.high - random.low) / 2,
      },
    ]
  })
}

/** Groups that a question keeps: all if it names none; one that is named twice counts twice. */
interface KeptOptions {
  readonly groups?: readonly number[] | null
  readonly replaced?: number | null
  readonly by?: number | null
}

/** "groups 1-3, 6 with 5 mapped to the place of 2": what is asked for, and what was measured, in the same words. */
export function describeKept({ groups, replaced, by }: KeptOptions, count: number): string {
  const numbers = [...new Set(groups ?? Array.from({ length: count }, (_, g) => g + 1))]
  const more = numbers.flatMap((group) => {
    const times = groups?.filter((each) => each === group).length ?? 1
    return times > 1 ? [`${group} counted ${times === 2 ? 'twice' : `${times} times`}`] : []
  })
  if (typeof by === 'number') more.push(`${by} mapped to the place of ${String(replaced)}`)
  const rest = more.length > 0 ? ` with ${more.join(' and ')}` : ''
  return `${name(numbers, count)}${rest}`
}

function name(numbers: readonly number[], count: number): string {
  if (count === 1) return 'the only group'
  if (numbers.length === count) return `all ${countOf(count, 'group')}`
  return numbers.length === 1 ? `group ${numbers[0]} alone` : `groups ${writeRanges(numbers)}`
}

/** Whole numbers in ascending order as "1-3, 7"; one that repeats is written as often as it stands there. */
export function writeRanges(numbers: readonly number[]): string {
  const parts: string[] = []
  const sorted = [...numbers].sort((a, b) => a - b)
  for (let from = 0; from < sorted.length;) {
    let to = from
    while (sorted[to + 1] === sorted[to] + 1) to++
    const isPair = to === from + 1
    if (to === from) parts.push(String(sorted[from]))
    else parts.push(isPair ? `${sorted[from]}, ${sorted[to]}` : `${sorted[from]}-${sorted[to]}`)
    from = to + 1
  }
  return parts.join(', ')
}

/** Groups from 1 to `count` as they are written, each once. Throws with what is wrong and what to write. */
export function parseRanges(text: string, count: number): number[] {
  const found = new Set<number>()
  for (const part of text.split(/[,\s]+(?![-–])/).filter(Boolean)) {
    const [, first, last = first] = /^(\d+)(?:\s*[-–]\s*(\d+))?$/.exec(part) ?? []
    const [from, to] = [Number(first), Number(last)]
    if (first === undefined || from < 1 || to > count || from > to)
      throw new Error(
        `“${part}” is not a group of this layer. Write numbers from 1 to ${count}, for example 1-3, 7.`,
      )
    for (let group = from; group <= to; group++) found.add(group)
  }
  return [...found].sort((a, b) => a - b)
}
