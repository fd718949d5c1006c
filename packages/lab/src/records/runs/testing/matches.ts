import type { NumberFilter, TextFilter } from '../../../platform/rows/filters.ts'
import type { MetricFilter, RunFilter, TagsFilter } from '../filter/run-filter.ts'
import type { KnownRun } from './random-runs.ts'

/** Evaluates a filter as compile-run-filter.ts does in SQL, in the plainest way, for comparison in tests. */
export function matches(run: KnownRun, filter: RunFilter): boolean {
  const parts: boolean[] = []
  for (const field of ['name', 'state', 'dataset', 'notes'] as const)
    if (filter[field]) parts.push(matchesText(run[field], filter[field]))
  for (const field of ['width', 'seed', 'weightDecay', 'interpolationEpoch'] as const)
    if (filter[field]) parts.push(matchesNumber(run[field], filter[field]))
  if (filter.createdAt) parts.push(matchesTime(run.createdAt, filter.createdAt))
  if (filter.id) parts.push(matchesText(run.id, filter.id))
  if (filter.model) parts.push(matchesText(run.modelId, filter.model))
  if (filter.sweep) parts.push(matchesText(run.sweepId, filter.sweep))
  // The random runs have neither.
  for (const has of [filter.hasRepresentations, filter.hasAnalyses])
    if (typeof has === 'boolean') parts.push(!has)
  if (filter.tags) parts.push(matchesTags(run.tags, filter.tags))
  for (const { path, number, text, boolean, missing } of filter.config ?? []) {
    const value = valueAt(run.config, path)
    if (typeof missing === 'boolean') parts.push(((value ?? null) === null) === missing)
    if (number) parts.push(matchesNumber(typeof value === 'number' ? value : null, number))
    if (text) parts.push(matchesText(typeof value === 'string' ? value : null, text))
    if (typeof boolean === 'boolean') parts.push(value === boolean)
  }
  for (const metric of filter.metrics ?? []) parts.push(matchesMetric(run, metric))
  for (const inner of filter.AND ?? []) parts.push(matches(run, inner))
  for (const inner of filter.NOT ?? []) parts.push(!matches(run, inner))
  if (filter.OR) parts.push(filter.OR.some((inner) => matches(run, inner)))
  return parts.every(Boolean)
}

export function valueAt(config: Record<string, any>, path: string): unknown {
  const nested = path.split('.').reduce<any>((at, name) => at?.[name], config)
  return nested === undefined ? config[path] : nested
}

function matchesEqual<T>(
  value: T | null,
  { eq, ne, in: among, notIn, missing }: { eq?: T | null; ne?: T | null; in?: readonly T[] | null; notIn?: readonly T[] | null; missing?: boolean | null }, // prettier-ignore
): boolean {
  return (
    (eq == null || value === eq) &&
    (ne == null || value !== ne) &&
    (among == null || (value !== null && among.includes(value))) &&
    (notIn == null || value === null || !notIn.includes(value)) &&
    (missing == null || (value === null) === missing)
  )
}

function matchesNumber(value: number | null, filter: NumberFilter): boolean {
  const { lt, lte, gt, gte } = filter
  return (
    matchesEqual(value, filter) &&
    (lt == null || (value !== null && value < lt)) &&
    (lte == null || (value !== null && value <= lte)) &&
    (gt == null || (value !== null && value > gt)) &&
    (gte == null || (value !== null && value >= gte))
  )
}

function matchesText(value: string | null, filter: TextFilter): boolean {
  const { contains, startsWith } = filter
  const begins =
    startsWith == null || (value !== null && value.toLowerCase().startsWith(startsWith.toLowerCase()))
  const within = contains == null || (value !== null && value.toLowerCase().includes(contains.toLowerCase()))
  return matchesEqual(value, filter) && within && begins
}

function matchesTime(value: Date, { lt, lte, gt, gte }: NonNullable<RunFilter['createdAt']>): boolean {
  const at = value.getTime()
  const time = (given: Date | string) => new Date(given).getTime()
  return (
    (lt == null || at < time(lt)) &&
    (lte == null || at <= time(lte)) &&
    (gt == null || at > time(gt)) &&
    (gte == null || at >= time(gte))
  )
}

function matchesTags(tags: readonly string[], { has, hasAny, hasAll, missing }: TagsFilter): boolean {
  return (
    (has == null || tags.includes(has)) &&
    (hasAny == null || hasAny.some((tag) => tags.includes(tag))) &&
    (hasAll == null || hasAll.every((tag) => tags.includes(tag))) &&
    (missing == null || (tags.length === 0) === missing)
  )
}

function matchesMetric(run: KnownRun, { name, missing, last, min, max }: MetricFilter): boolean {
  const metric = run.metrics.get(name)
  return (
    (missing == null || (metric === undefined) === missing) &&
    (last == null || matchesNumber(metric?.last ?? null, last)) &&
    (min == null || matchesNumber(metric?.min ?? null, min)) &&
    (max == null || matchesNumber(metric?.max ?? null, max))
  )
}
