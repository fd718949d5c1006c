import type { SeriesBuilder } from './series-builder.ts'

/** Most levels of a value that is made of others. */
const mostLevels = 20

/** Returns the number of a value, null for one that is not finite, and undefined for what is no number. */
function toNumber(value: unknown): number | null | undefined {
  if (typeof value === 'number') return value
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? null : undefined
}

/** Step and time at which a value was logged. */
export interface Place {
  readonly step: number
  readonly time?: number
}

/**
 * Adds a value that was logged: a number as a point, an object as the points of its parts, under names with dots. Pictures and
 * other media, which are objects with a _type, and whatever else is no number, are left out.
 */
export function addValue(
  series: SeriesBuilder,
  leftOut: Set<string>,
  name: string,
  value: unknown,
  place: Place,
  level = 0,
): void {
  const number = toNumber(value)
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (number !== undefined) series.add(name, place.step, number, place.time)
  else if (isObject && !('_type' in value) && level < mostLevels)
    for (const [key, inner] of Object.entries(value as object))
      addValue(series, leftOut, `${name}.${key}`, inner, place, level + 1)
  else leftOut.add(`values of "${name}" that are no numbers`)
}
