import { SeriesBuilder } from '../series-builder.ts'
import type { TrackedRun } from '../tracked-run.ts'

/**
 * Joins the parts of runs that were stopped and went on in another file, which their ids and projects tell, in the order of
 * their beginnings. Where parts have the same step, the later one counts; so do its facts.
 */
export function joinRuns(parts: readonly TrackedRun[]): TrackedRun[] {
  const runs = new Map<string, TrackedRun[]>()
  for (const part of parts) {
    const key = JSON.stringify([part.project, part.id])
    runs.set(key, [...(runs.get(key) ?? []), part])
  }
  return [...runs.values()].map((own) => (own.length === 1 ? own[0] : join(own)))
}

function join(parts: readonly TrackedRun[]): TrackedRun {
  const ordered = parts.toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0))
  const series = new SeriesBuilder()
  for (const { metrics } of ordered) for (const [name, own] of metrics) series.addSeries(name, own)
  const { metrics, leftOut } = series.build()
  const all = <Value>(of: (part: TrackedRun) => Iterable<Value>) => [...new Set(ordered.flatMap((part) => [...of(part)]))] // prettier-ignore
  return {
    ...ordered.at(-1)!,
    path: ordered[0].path,
    startedAt: ordered[0].startedAt,
    tags: all(({ tags }) => tags),
    config: Object.fromEntries(ordered.flatMap(({ config }) => Object.entries(config))),
    metrics,
    stepMetrics: new Map(all(({ stepMetrics }) => stepMetrics)),
    leftOut: [...all((part) => part.leftOut), ...leftOut],
    problems: ordered.flatMap(({ path, problems }) => problems.map((problem) => `${path}: ${problem}`)),
  }
}
