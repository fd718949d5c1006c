import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { flatten } from './testing/flatten.ts'
import { readTree } from './testing/read-tree.ts'
import type { TrackedRun } from './tracked-run.ts'
import { findTrackedRuns } from './trackers.ts'

/** Run as the script that wrote it tells it (nasty/make_nasty.py). */
interface Logged {
  readonly id?: string
  readonly path?: string
  readonly config?: Readonly<Record<string, unknown>>
  /** Some of the configuration, where the tool adds its own. */
  readonly some?: Readonly<Record<string, unknown>>
  /** True if the configuration has also what Python alone can read. */
  readonly tagged?: boolean
  readonly metrics?: Readonly<Record<string, readonly (readonly [number, number | null])[]>>
  /** Points of which the first ones are in the file. */
  readonly begins?: Readonly<Record<string, readonly (readonly [number, number])[]>>
  readonly stepMetrics?: Readonly<Record<string, string>>
  /** Names in what is left out. */
  readonly leftOut?: readonly string[]
  readonly problems?: number
  /** True for one that was deleted, or is no run. */
  readonly absent?: true
}

const root = join(import.meta.dirname, 'nasty')
const expected = JSON.parse(readFileSync(join(root, 'expected.json'), 'utf8')) as Record<string, Logged[]>
const { tree } = readTree(root, ({ name }) => !['expected.json', 'make_nasty.py'].includes(name))

const pointsOf = ({ metrics }: TrackedRun) =>
  Object.fromEntries(
    [...metrics].map(([name, { steps, values }]) => [name, steps.map((step, i) => [step, values[i]])]),
  )

test.each(
  Object.entries(expected).flatMap(([tool, runs]) =>
    runs.map((run) => [tool, run.id ?? run.path, run] as const),
  ),
)('%s: %s is read as it was logged', async (tool, _, logged) => {
  const {
    config,
    some,
    tagged,
    metrics,
    begins,
    stepMetrics,
    leftOut = [],
    problems,
    absent,
    ...facts
  } = logged
  const found: TrackedRun[] = []
  for (const source of await findTrackedRuns(tree))
    if (source.path.startsWith(tool)) found.push(...(await source.read()))
  const own = found.filter(({ id, path }) =>
    logged.id === undefined ? path === logged.path : id === logged.id,
  )
  expect(own, found.map(({ id }) => id).join()).toHaveLength(absent ? 0 : 1)
  if (absent) return
  const [run] = own
  expect({ ...run, tags: run.tags.toSorted() }).toMatchObject(facts)
  if (config && !tagged) expect(flatten(run.config)).toEqual(config)
  expect(flatten(run.config)).toMatchObject({ ...some, ...(tagged && config) })
  if (metrics) expect(pointsOf(run)).toEqual(metrics)
  for (const [name, points] of Object.entries(begins ?? {})) {
    const read = pointsOf(run)[name]
    expect(read.length).toBeGreaterThan(10)
    expect(read).toEqual(points.slice(0, read.length))
  }
  if (stepMetrics) expect(Object.fromEntries(run.stepMetrics)).toEqual(stepMetrics)
  for (const name of leftOut) expect(run.leftOut.join('\n')).toContain(`"${name}"`)
  if (leftOut.length === 0) expect(run.leftOut).toEqual([])
  expect(run.problems).toHaveLength(problems ?? (begins ? 1 : 0))
})
