import { normalQuantile as Z } from './interval.ts'

/**
 * Returns Wilson's 95 % interval of a share of `rows` (J. Am. Stat. Assoc. 22, 1927), which is defined at 0 and 1 too.
 */
export function wilsonInterval(share: number, rows: number): [number, number] {
  const scale = 1 / (1 + Z ** 2 / rows)
  const centre = scale * (share + Z ** 2 / (2 * rows))
  const half = scale * Z * Math.sqrt((share * (1 - share)) / rows + Z ** 2 / (4 * rows ** 2))
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}
