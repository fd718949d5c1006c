/** Rows of a matrix that belong together. */
export interface Band {
  /** Number of the group, from 0; null for rows that are in none. */
  readonly group: number | null
  readonly start: number
  /** The row after the last. */
  readonly end: number
}

interface GroupOrder {
  /** Row of the original that stands at each place. */
  readonly order: readonly number[]
  readonly bands: readonly Band[]
}

/** Puts neurons of one group beside each other, group by group; within a group, and after all groups, as they were. */
export function orderByGroup(neurons: readonly number[], groups: readonly (readonly number[])[]): GroupOrder {
  const groupOf = new Map(groups.flatMap((members, g) => members.map((neuron) => [neuron, g] as const)))
  const place = (row: number) => groupOf.get(neurons[row]) ?? groups.length
  const order = neurons.map((_, row) => row).sort((a, b) => place(a) - place(b) || a - b)
  const bands: Band[] = []
  for (const [at, row] of order.entries()) {
    const found = place(row)
    const group = found === groups.length ? null : found
    const last = bands.at(-1)
    if (last && last.group === group) bands[bands.length - 1] = { ...last, end: at + 1 }
    else bands.push({ group, start: at, end: at + 1 })
  }
  return { order, bands }
}

/** A square matrix with its rows and columns in another order. */
export function reorder(values: readonly (number | null)[], order: readonly number[]): (number | null)[] {
  const side = order.length
  const placed = new Array<number | null>(side * side)
  for (let i = 0; i < side; i++)
    for (let j = 0; j < side; j++) placed[i * side + j] = values[order[i] * side + order[j]] ?? null
  return placed
}
