import { countOf } from '../../format/count-of.ts'
import { writeRanges } from './group-ranges.ts'

/** Groups that a question keeps: all if it names none; one that is named twice counts twice. */
export interface KeptOptions {
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
