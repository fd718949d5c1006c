import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BadInput } from '../bad-input.ts'
import { createRandom } from '../testing/create-random.ts'
import { mutateBytes } from '../testing/mutate-bytes.ts'
import { flatten } from './testing/flatten.ts'
import { readTree, treeOf } from './testing/read-tree.ts'
import type { TrackedRun } from './tracked-run.ts'
import { findTrackedRuns } from './trackers.ts'

const root = join(import.meta.dirname, 'samples')
const { files } = readTree(root, ({ name }) => name !== 'expected.json')

async function readAll(contents: ReadonlyMap<string, Uint8Array> = files) {
  const found: (TrackedRun & { tracker: string })[] = []
  for (const { tracker, read } of await findTrackedRuns(treeOf(contents)))
    for (const run of await read()) found.push({ tracker: tracker.id, ...run })
  return found
}

/** Run as the samples' account tells it: points are [step, value], with a wall time or the value of a step metric. */
interface Expected {
  readonly id?: string
  readonly path?: string
  readonly name?: string
  readonly project?: string
  readonly group?: string
  readonly notes?: string
  readonly state?: string
  readonly tags?: readonly string[] | Readonly<Record<string, string>>
  readonly config?: Readonly<Record<string, unknown>>
  readonly metrics: Readonly<Record<string, readonly (readonly [number, number | string, (number | object)?])[]>> // prettier-ignore
}
const expected = JSON.parse(readFileSync(join(root, 'expected.json'), 'utf8')) as Record<string, Expected[]>

const listTags = (tags: NonNullable<Expected['tags']>) =>
  Array.isArray(tags) ? tags : Object.entries(tags).map(([name, value]) => `${name}=${value}`)

test.each(
  Object.entries(expected).flatMap(([tracker, runs]) =>
    runs.map((run) => [tracker, run.name ?? run.path, run] as const),
  ),
)(
  // prettier-ignore
  '%s: the run %s has its facts and every point',
  async (tracker, _, { metrics, config = {}, tags, ...facts }) => {
    const { id, path, name, project, group, notes, state } = facts
    const run = (await readAll()).find((each) => each.tracker === tracker && (id ? each.id === id : path ? each.path === path : each.name === name))! // prettier-ignore
    for (const [fact, value] of Object.entries({ name, project, group, notes, state }))
      if (value !== undefined) expect([fact, run[fact as 'name']]).toEqual([fact, value])
    if (tags) expect(run.tags).toEqual(listTags(tags))
    expect(flatten(run.config)).toMatchObject(config)
    for (const [metric, points] of Object.entries(metrics)) {
      const series = run.metrics.get(metric)!
      expect(series.steps, metric).toEqual(points.map(([step]) => step))
      expect(series.values, metric).toEqual(points.map(([, value]) => (typeof value === 'string' ? null : value))) // prettier-ignore
      const [, , third] = points[0]
      if (typeof third === 'number') expect(series.times, metric).toEqual(points.map(([, , time]) => time))
      if (typeof third === 'object') expect(run.stepMetrics.get(metric)).toBe(Object.keys(third)[0])
    }
  },
)

test('what was deleted is not found, and damage is named', async () => {
  const found = await readAll()
  expect(found.map(({ id }) => id)).not.toContain('4cdac1b31894f5b6300a65ccd081a3d4')
  const { problems } = found.find(({ name }) => name === 'restarted')!
  expect(problems.join()).toMatch(/a record is damaged, and what follows is left out, at byte \d+$/)
})

test('a file that was cut off gives what is before the cut, and says so', async () => {
  const [log] = [...files.keys()].filter((path) => path.endsWith('.wandb'))
  const whole = files.get(log)!
  const [run] = await readAll(new Map([[log, whole]]))
  const [cut] = await readAll(new Map([[log, whole.subarray(0, whole.length * 0.8)]]))
  expect(run.problems).toEqual([])
  expect(cut.problems.join()).toMatch(/it ends in the middle of a record/)
  expect(cut.state).toBe('running')
  const [points, kept] = [run, cut].map(({ metrics }) => metrics.get('train/loss')!)
  expect(kept.steps.length).toBeGreaterThan(5)
  expect(points.steps.slice(0, kept.steps.length)).toEqual(kept.steps)
  // Its name does not matter.
  expect((await readAll(new Map([['notes', whole]])))[0].name).toBe(run.name)
})

test('no damaged file is more than a problem, or an error that names it', async () => {
  const random = createRandom(1)
  let read = 0
  for (const [path, bytes] of files) {
    for (let i = 0; i < 40; i++) {
      const damaged = i < 10 ? bytes.subarray(0, Math.floor((bytes.length * i) / 10)) : mutateBytes(bytes, random) // prettier-ignore
      const contents = new Map(files)
      contents.set(path, Buffer.from(damaged))
      // Its neighbours alone, so that the time stays short.
      const folder = path.split('/').slice(0, 3).join('/')
      const near = new Map([...contents].filter(([own]) => own.startsWith(folder) || own === 'mlruns/0/meta.yaml')) // prettier-ignore
      const runs = await readAll(near).catch((error: unknown) => {
        if (error instanceof BadInput) return []
        throw error
      })
      for (const { metrics } of runs)
        for (const { steps, values } of metrics.values()) {
          expect(values.length).toBe(steps.length)
          read++
        }
    }
  }
  expect(read).toBeGreaterThan(1000)
})
