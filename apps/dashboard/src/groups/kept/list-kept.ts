import type { KeptGroupsFragment } from '@mitoscope/schema/documents'
import { describeKept, type KeptOptions } from './describe-kept.ts'

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
