import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { decodeSafetensors } from '@mitoscope/formats'
import type { EpochRecord } from '@mitoscope/training'
import { closeFinished } from './end-attempt.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { appendMetrics } from '../../records/metrics/write-batches.ts'
import type { ComputedRepresentation } from '../../records/representations/save-representation.ts'
import { listMetrics } from '../kinds/list-metrics.ts'
import type { RecordedFacts, TrainingFacts } from '../../records/training/training-facts.ts'
import type { TrainOutput } from '../kinds/train-messages.ts'
import { writeCheckpoints } from '../kinds/write-checkpoints.ts'

/** A run that was trained elsewhere with the settings of a waiting one. */
export interface TrainedElsewhere {
  readonly history: readonly EpochRecord[]
  readonly interpolationEpoch: number | null
  readonly backend: string
  readonly device: string
  readonly facts: TrainingFacts & RecordedFacts
  /** Files with the parameters, by epochs. */
  readonly checkpoints: readonly { readonly epoch: number; readonly path: string }[]
  /** File with the representation after the last epoch. */
  readonly representation: string
}

/** Finishes a run that waits with what was trained elsewhere. Returns false, and changes nothing, if it does not wait. */
export async function takeInRun(lab: Lab, runId: string, trained: TrainedElsewhere): Promise<boolean> {
  const { history, interpolationEpoch, backend, device, facts } = trained
  const put = (path: string) => lab.blobs.put(createReadStream(path))
  const checkpoints = await Promise.all(
    trained.checkpoints.map(async ({ epoch, path }) => {
      const record = history.find((one) => one.epoch === epoch)
      return { epoch, ...(await put(path)), metrics: record && { ...record } }
    }),
  )
  const representation = {
    ...(await put(trained.representation)),
    ...(await describeFile(trained.representation)),
  }
  const { epoch } = history.at(-1)!
  const output: TrainOutput = { interpolationEpoch, backend, device, epoch, representation, facts }
  const points = history.flatMap((record) => listMetrics(record))
  const forget = await lab.db.transaction().execute(async (db) => {
    const job = await db
      .selectFrom('job')
      .selectAll()
      .where('subjectId', '=', runId)
      .where('kind', '=', 'train')
      .where('state', '=', 'queued')
      .forUpdate()
      .executeTakeFirst()
    if (!job) return undefined
    await appendMetrics(db, { runId, projectId: job.projectId, key: 'train/elsewhere', points })
    await writeCheckpoints(db, lab, runId, checkpoints)
    return closeFinished(db, lab, job, output)
  })
  await forget?.()
  return forget !== undefined
}

async function describeFile(path: string): Promise<Omit<ComputedRepresentation, 'hash' | 'bytes'>> {
  const { tensors } = decodeSafetensors(await readFile(path), path)
  const shapeOf = (name: string) => tensors.get(name)!.shape
  return {
    width: shapeOf('features.test')[1],
    testRows: shapeOf('features.test')[0],
    trainRows: shapeOf('features.train')[0],
    classes: shapeOf('readout.weight')[0],
    tensors: [...tensors.values()].map(({ name, shape, values }) => {
      return { name, dtype: values instanceof Int32Array ? 'int32' : 'float32', shape: [...shape] }
    }),
  }
}
