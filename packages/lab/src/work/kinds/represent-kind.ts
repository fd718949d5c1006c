import { localActor, type Actor } from '../../records/access/actor.ts'
import { startDeferredAnalyses } from '../../records/analyses/start-analyses.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import { notFound } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import type { JobKind } from '../../platform/lab/lab.ts'
import type { Job } from '../../platform/queue/job.ts'
import {
  saveComputed,
  type ComputedRepresentation,
} from '../../records/representations/save-representation.ts'
import { trainedSettings, type RunSettings } from '../../records/training/run-settings.ts'
import { findRepresented } from '../../records/checkpoints/find-represented.ts'
import { rejectUnrepresentable } from '../../records/checkpoints/reject-unrepresentable.ts'

/** Input of the compute process for a checkpoint. */
export interface RepresentTask {
  readonly checkpoint: string
  /** Blob of the parameters. */
  readonly hash: string
  /** Settings of the run. */
  readonly settings: RunSettings
  /** True if the representation became available after the job was queued. */
  readonly known: boolean
}

export interface RepresentOutput {
  /** The computed representation; null if it was available already. */
  readonly representation: ComputedRepresentation | null
}

/** Lifecycle of a checkpoint around the job that represents it. */
export const representKind: JobKind = {
  async describe(lab, { subjectId }): Promise<RepresentTask> {
    const found = await findSubject(lab.db, subjectId)
    if (!found) throw notFound('checkpoint', subjectId)
    const { checkpoint, run } = found
    const known = (await findRepresented(lab, [subjectId])).has(subjectId)
    if (!known) rejectUnrepresentable(run, checkpoint)
    const settings = trainedSettings(run.config)
    return { checkpoint: subjectId, hash: checkpoint.blobHash ?? '', settings, known }
  },
  started: publishRun,
  async finish(db, lab, job, output) {
    const { representation } = output as RepresentOutput
    // Whoever asks for more of it waits here, and then finds the representation.
    const found = await findSubject(db, job.subjectId, true)
    if (!found) return
    const { run, checkpoint } = found
    const { id, epoch, analyses } = checkpoint
    const actor = actorOf(job)
    const fileName = `${run.name}-epoch-${epoch}.safetensors`
    const input = representation
      ? await saveComputed(db, lab, actor, run, { epoch, fileName }, representation)
      : (await findRepresented({ db }, [id])).get(id)
    // It was there when the job began, and was deleted since: another attempt makes it.
    if (!input) throw new Error(`The representation of the checkpoint ${id} was deleted meanwhile`)
    await db
      .updateTable('checkpoint')
      .set({ analyses: toJson([]) })
      .where('id', '=', id)
      .execute()
    await startDeferredAnalyses(db, lab, actor, [{ input, requests: analyses }])
    await publish(db, { kind: 'trainingRun', id: run.id, projectId: run.projectId })
  },
  end: (db, _lab, job) => publishRun(db, job),
}

/** Finds the checkpoint, locked if it is to be changed, and its run; undefined if either is deleted. */
async function findSubject(db: Queries, id: string, lock = false) {
  let query = db.selectFrom('checkpoint').selectAll().where('id', '=', id)
  if (lock) query = query.forUpdate()
  const checkpoint = await query.executeTakeFirst()
  const run =
    checkpoint &&
    (await db
      .selectFrom('trainingRun')
      .selectAll()
      .where('id', '=', checkpoint.runId)
      .where('deletedAt', 'is', null)
      .executeTakeFirst())
  return run && { checkpoint, run }
}

/** Notifies followers of the run about the checkpoint's job. */
async function publishRun(db: Queries, { subjectId, projectId }: Job): Promise<void> {
  const checkpoint = await db
    .selectFrom('checkpoint')
    .select('runId')
    .where('id', '=', subjectId)
    .executeTakeFirst()
  if (checkpoint) await publish(db, { kind: 'trainingRun', id: checkpoint.runId, projectId })
}

/** Returns the actor who requested the job, for the audit trail. */
function actorOf({ id, createdBy, requestId }: Job): Actor {
  return { ...localActor, userId: createdBy, requestId, name: `job ${id}` }
}
