import { formatNumber } from './format.ts'

/** "1 run", "2 runs". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`
}
