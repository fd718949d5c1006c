import { randomUUID } from 'node:crypto'
import type { Lab } from '@mitoscope/lab'

export const seeded = 10_000
const perStatement = 1_000
const optimizers = ['sgd', 'adam', 'adamw', 'lion']

/** A project with so many finished runs, by rows: through the API they would take minutes. */
export async function seedRuns(lab: Lab): Promise<void> {
  const projectId = randomUUID()
  await lab.db.insertInto('project').values({ id: projectId, name: 'many runs' }).execute()
  const models = Array.from({ length: 10 }, (_, i) => ({ id: randomUUID(), name: `model ${i}` }))
  await lab.db
    .insertInto('model')
    .values(models.map((model) => ({ ...model, projectId, architecture: 'mlp', dataset: 'mnist' })))
    .execute()
  for (let from = 0; from < seeded; from += perStatement) {
    const places = Array.from({ length: perStatement }, (_, i) => from + i)
    const runs = places.map((i) => ({
      id: randomUUID(),
      projectId,
      modelId: models[i % models.length].id,
      name: `run ${i}`,
      width: 2 ** (4 + (i % 8)),
      seed: i % 20,
      weightDecay: (i % 5) * 1e-4,
      dataset: 'mnist',
      state: 'finished' as const,
      config: JSON.stringify({
        optimizer: { name: optimizers[i % optimizers.length], lr: ((i * 7919) % 10_007) / 1e5 },
        batchSize: 32 * (1 + (i % 4)),
        augment: i % 3 === 0,
      }),
    }))
    await lab.db.insertInto('trainingRun').values(runs).execute()
    await lab.db
      .insertInto('runTag')
      .values(runs.map(({ id }, i) => ({ runId: id, tag: i % 2 ? 'baseline' : 'paper' })))
      .execute()
    await lab.db
      .insertInto('metricSeries')
      .values(
        runs.map(({ id }, i) => {
          const last = ((i * 31) % 997) / 997
          return { runId: id, name: 'testError', points: 100, firstStep: 1, lastStep: 100, lastFiniteStep: 100, last, min: last, max: 0.9 } // prettier-ignore
        }),
      )
      .execute()
  }
}
