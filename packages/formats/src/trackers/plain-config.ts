import type { TrackedRun } from './tracked-run.ts'

/** Most levels of a configuration. */
const mostLevels = 50

/**
 * Returns a run whose configuration JSON holds as it is: whole numbers beyond 2^53 and numbers that are not finite are
 * texts, dates are ISO texts. What is nested deeper than 50 levels is left out, and said so.
 */
export function withPlainConfig(run: TrackedRun): TrackedRun {
  const tooDeep: string[] = []
  const config = plainObject(run.config, '', 1, tooDeep)
  const leftOut = tooDeep.map((path) => `the configuration's "${path}", which is nested deeper than ${mostLevels} levels`) // prettier-ignore
  return { ...run, config, leftOut: [...run.leftOut, ...leftOut] }
}

function plainObject(config: object, path: string, level: number, tooDeep: string[]) {
  const entries = Object.entries(config) as [string, unknown][]
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      plain(value, path === '' ? name : `${path}.${name}`, level, tooDeep),
    ]),
  )
}

function plain(value: unknown, path: string, level: number, tooDeep: string[]): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return null
  if (typeof value !== 'object' || value === null) return value
  if (level >= mostLevels) {
    if (tooDeep.length < 10) tooDeep.push(path.slice(0, 100))
    return null
  }
  if (Array.isArray(value)) return value.map((each, i) => plain(each, `${path}.${i}`, level + 1, tooDeep))
  return plainObject(value, path, level + 1, tooDeep)
}
