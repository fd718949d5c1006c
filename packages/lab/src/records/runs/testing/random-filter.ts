import type { NumberFilter, TextFilter } from '../../../platform/rows/filters.ts'
import type { RunFilter } from '../filter/run-filter.ts'
import { pools, type Random } from './random-runs.ts'

/** Lists one random condition of every kind. */
export function listConditions(random: Random, modelIds: readonly string[]): RunFilter[] {
  const text = (values: readonly string[]) =>
    [
      { eq: random.pick(values) },
      { ne: random.pick(values) },
      { in: random.some(values) },
      { notIn: random.some(values) },
      { missing: random.next() < 0.5 },
      { contains: random.pick(['A', 'b', '%', '_', "'", 'zz', '']) },
      { startsWith: random.pick(['A', 'b', 'F', '%', 's', '']) },
    ] satisfies TextFilter[]
  const number = (values: readonly (number | null)[]) => {
    const known = values.filter((value) => value !== null)
    return [
      { eq: random.pick(known) },
      { ne: random.pick(known) },
      { in: random.some(known) },
      { notIn: random.some(known) },
      { lt: random.pick(known) },
      { lte: random.pick(known) },
      { gt: random.pick(known) },
      { gte: random.pick(known), lt: random.pick(known) },
      { missing: random.next() < 0.5 },
    ] satisfies NumberFilter[]
  }
  const day = () => new Date(Date.UTC(2026, 0, 1 + Math.floor(random.next() * 5)))
  const path = () => random.pick(['optimizer.lr', 'batch', 'optimizer', 'nothing.here', ''])
  const filters: RunFilter[] = [
    ...text(pools.names).map((name) => ({ name })),
    ...text(pools.states).map((state) => ({ state })),
    ...text(pools.datasets).map((dataset) => ({ dataset })),
    ...text(pools.notes).map((notes) => ({ notes })),
    ...number(pools.widths).map((width) => ({ width })),
    ...number(pools.seeds).map((seed) => ({ seed })),
    ...number(pools.weightDecays).map((weightDecay) => ({ weightDecay })),
    ...number([null, 3, 40]).map((interpolationEpoch) => ({ interpolationEpoch })),
    ...[{ lt: day() }, { lte: day() }, { gt: day() }, { gte: day() }].map((createdAt) => ({ createdAt })),
    { model: { eq: random.pick(modelIds) } },
    { model: { ne: random.pick(modelIds) } },
    { model: { in: random.some(modelIds) } },
    { model: { notIn: random.some(modelIds) } },
    { sweep: { missing: random.next() < 0.5 } },
    { hasRepresentations: random.next() < 0.5 },
    { hasAnalyses: random.next() < 0.5 },
    { tags: { has: random.pick(pools.tags) } },
    { tags: { hasAny: random.some(pools.tags) } },
    { tags: { hasAll: random.some(pools.tags) } },
    { tags: { missing: random.next() < 0.5 } },
    ...number([0.1, 0.01, 1e-7, 3, 5]).map((by) => ({ config: [{ path: path(), number: by }] })),
    ...text(['auto', 'sgd']).map((by) => ({ config: [{ path: path(), text: by }] })),
    { config: [{ path: path(), boolean: random.next() < 0.5 }] },
    { config: [{ path: path(), missing: random.next() < 0.5 }] },
    { metrics: [{ name: random.pick(pools.metrics), missing: random.next() < 0.5 }] },
    ...number(pools.values).flatMap((by) =>
      (['last', 'min', 'max'] as const).map((value) => ({
        metrics: [{ name: random.pick(pools.metrics), [value]: by }],
      })),
    ),
  ]
  return filters
}

/** Combines conditions with AND, OR and NOT, at most `depth` deep. */
export function combine(random: Random, conditions: readonly RunFilter[], depth: number): RunFilter {
  if (depth === 0) return random.pick(conditions)
  const some = () =>
    Array.from({ length: Math.floor(random.next() * 3) }, () => combine(random, conditions, depth - 1))
  return { ...random.pick(conditions), [random.pick(['AND', 'OR', 'NOT'])]: some() }
}
