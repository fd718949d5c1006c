import type { Partition } from '../sources.ts'

/**
 * Returns the mean of what a group has in common with the others that it was compared with; null if it was
 * not compared.
 */
export function meanToOthers(
  { between, compared }: Pick<Partition, 'between' | 'compared'>,
  group: number,
): number | null {
  if (group >= compared) return null
  const own = between.slice(group * compared, (group + 1) * compared).filter((value) => value !== null)
  return own.length === 0 ? null : own.reduce((sum, value) => sum + value, 0) / own.length
}
