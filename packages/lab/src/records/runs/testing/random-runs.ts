import { randomUUID } from 'node:crypto'
import { toJson } from '../../../platform/database/json.ts'
import type { JsonObject } from '../../../platform/database/column-types.ts'
import type { RunState } from '../../../platform/database/run-tables.ts'
import type { Lab } from '../../../platform/lab/lab.ts'
import type { TrainingRun } from '../training-run.ts'

/** Run in tests, with its data in other tables. */
export interface KnownRun extends TrainingRun {
  readonly tags: readonly string[]
  readonly metrics: ReadonlyMap<string, { last: number | null; min: number | null; max: number | null }>
}

/** Returns a seeded stream of random numbers, by which a failing test can be repeated. */
export function createRandom(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = Math.imul(state ^ (state >>> 15), state | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    pick: <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)],
    some: <T>(values: readonly T[]): T[] => values.filter(() => next() < 0.5),
  }
}
export type Random = ReturnType<typeof createRandom>

/** Values that tests draw from: few, so that many are equal. */
export const pools = {
  names: ['alpha', 'Beta', 'beta 2', 'gämma', '100%', 'a_b'],
  notes: ['', 'good', 'Bad run', "it's 50% done"],
  tags: ['baseline', 'paper', 'ümlaut', '%'],
  datasets: ['mnist', 'cifar10'],
  states: ['queued', 'running', 'finished', 'failed', 'cancelled', 'logged'] as RunState[],
  widths: [16, 32, 64],
  seeds: [null, 0, 1, 2 ** 40],
  weightDecays: [null, 0, 0.002, 1e-9],
  rates: [undefined, null, 0.1, 0.01, 1e-7, 3, 'auto', 'Auto', true, false, [1], { a: 1 }],
  metrics: ['testError', 'trainLoss'],
  values: [null, 0, 0.1, -3, 1e300],
}

function randomConfig(random: Random): JsonObject {
  const rate = random.pick(pools.rates)
  const flat = random.pick([undefined, 5, 'sgd'])
  return {
    ...(random.next() < 0.5 ? { optimizer: { lr: rate } } : { 'optimizer.lr': rate }),
    ...(flat === undefined ? {} : { batch: flat }),
  }
}

/** Inserts random runs of a model and returns them. */
export async function writeRandomRuns(
  lab: Lab,
  random: Random,
  of: { readonly projectId: string; readonly modelIds: readonly string[]; readonly count: number },
): Promise<KnownRun[]> {
  const made: { id: string; tags: string[]; metrics: Map<string, any> }[] = []
  const runs = Array.from({ length: of.count }, () => {
    const id = randomUUID()
    const metrics = new Map(
      random
        .some(pools.metrics)
        .map((name) => [
          name,
          { last: random.pick(pools.values), min: random.pick(pools.values), max: random.pick(pools.values) },
        ]),
    )
    made.push({ id, tags: random.some(pools.tags).toSorted(), metrics })
    return {
      id,
      projectId: of.projectId,
      modelId: random.pick(of.modelIds),
      name: random.pick(pools.names),
      width: random.pick(pools.widths),
      seed: random.pick(pools.seeds),
      weightDecay: random.pick(pools.weightDecays),
      dataset: random.pick(pools.datasets),
      state: random.pick(pools.states),
      config: toJson(randomConfig(random)),
      notes: random.pick(pools.notes),
      interpolationEpoch: random.pick([null, 3, 40]),
      createdAt: new Date(Date.UTC(2026, 0, 1 + Math.floor(random.next() * 5))),
    }
  })
  await lab.db.insertInto('trainingRun').values(runs).execute()
  const tags = made.flatMap(({ id, tags: own }) => own.map((tag) => ({ runId: id, tag })))
  if (tags.length > 0) await lab.db.insertInto('runTag').values(tags).execute()
  const series = made.flatMap(({ id, metrics }) =>
    [...metrics].map(([name, values]) => ({ runId: id, name, points: 1, ...values })),
  )
  if (series.length > 0) await lab.db.insertInto('metricSeries').values(series).execute()
  const rows = await lab.db.selectFrom('trainingRun').selectAll().where('id', 'in', made.map(({ id }) => id)).execute() // prettier-ignore
  const byId = new Map(rows.map((row) => [row.id, row]))
  return made.map(({ id, tags: own, metrics }) => ({ ...byId.get(id)!, tags: own, metrics }))
}
