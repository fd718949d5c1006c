import { plainScale } from '../scales/plain-scale.ts'
import type { ValueScale } from '../scales/value-scale.ts'

/** A plain axis over what the values span, with a little room: it need not begin at zero. */
export function rangeScale(values: readonly number[], label: string): ValueScale {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  if (!(least <= most)) [least, most] = [0, 1]
  const room = (most - least || Math.abs(most) || 1) * 0.04
  return plainScale(least - room, most + room, label)
}
