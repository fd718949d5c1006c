import { sql } from 'kysely'
import type { EpochRecord } from '@mitoscope/training'
import type { Lab } from '../../platform/lab/lab.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import { lastHidden } from '../representations/site.ts'
import type { RecordedFacts } from './training-facts.ts'

/** A trained run of a sweep, with all that its training left. */
export interface TrainedRun extends Pick<
  TrainingRun,
  'id' | 'width' | 'seed' | 'weightDecay' | 'backend' | 'device' | 'interpolationEpoch'
> {
  readonly facts: RecordedFacts
  /** Records of the evaluated epochs, ascending; null stands for a value that is not finite. */
  readonly history: readonly EpochRecord[]
  /** Blobs of the parameters, by epochs. */
  readonly checkpoints: readonly { readonly epoch: number; readonly hash: string }[]
  /** Blob of the representation after the last epoch. */
  readonly representation: string
}

/** Lists the finished runs of a sweep, the earliest first. */
export async function listTrained(lab: Lab, sweepId: string): Promise<TrainingRun[]> {
  return lab.db
    .selectFrom('trainingRun')
    .selectAll()
    .where('sweepId', '=', sweepId)
    .where('state', '=', 'finished')
    .where('deletedAt', 'is', null)
    .orderBy('finishedAt')
    .execute()
}

/** Finds what the training of a finished run left. Undefined where its representation was deleted. */
export async function findTrained(lab: Lab, run: TrainingRun): Promise<TrainedRun | undefined> {
  const { rows: points } = await sql<{ name: string; step: number; value: number | null }>`
    select series.name, point.step::float8 as step, point.value
    from metric_series series join metric_point point on point.series_id = series.id
    where series.run_id = ${run.id} and series.name in ('trainError', 'trainLoss', 'testError', 'testLoss')
    order by point.step`.execute(lab.db)
  const byEpoch = new Map<number, EpochRecord>()
  for (const { name, step, value } of points)
    byEpoch.set(step, { ...(byEpoch.get(step) ?? emptyRecord(step)), [name]: value })
  const checkpoints = await lab.db
    .selectFrom('checkpoint')
    .select(['epoch', 'blobHash'])
    .where('runId', '=', run.id)
    .orderBy('epoch')
    .execute()
  const representation = await lab.db
    .selectFrom('representation')
    .select('blobHash')
    .where('runId', '=', run.id)
    .where('site', '=', lastHidden)
    .where('deletedAt', 'is', null)
    .orderBy('epoch', 'desc')
    .executeTakeFirst()
  if (!representation) return undefined
  const { id, width, seed, weightDecay, backend, device, interpolationEpoch } = run
  return {
    id,
    width,
    seed,
    weightDecay,
    backend,
    device,
    interpolationEpoch,
    facts: (run.training ?? {}) as RecordedFacts,
    history: [...byEpoch.values()],
    checkpoints: checkpoints.flatMap(({ epoch, blobHash: hash }) => (hash === null ? [] : [{ epoch, hash }])),
    representation: representation.blobHash,
  }
}

/** The record of an epoch, with its fields in the order in which they are written. */
function emptyRecord(epoch: number): EpochRecord {
  return { epoch, trainError: NaN, trainLoss: NaN, testError: NaN, testLoss: NaN }
}
