import { localActor, type Actor } from '../access/actor.ts'
import { startDeferredAnalyses } from '../analyses/start-analyses.ts'
import type { Queries } from '../database/database.ts'
import { toJson } from '../database/json.ts'
import { notFound } from '../errors/lab-error.ts'
import { publish } from '../events/events.ts'
import type { JobKind } from '../jobs/job-kind.ts'
import type { Job } from '../jobs/job.ts'
import { saveComputed, type ComputedRepresentation } from '../representations/save-representation.ts'
import type { RunSettings } from '../training/run-settings.ts'
import { findRepresented } from './find-represented.ts'
import { rejectUnrepresentable } from './reject-unrepresentable.ts'

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
    const settings = run.config as unknown as RunSettings
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
    await publish(db, { kind: 'run', id: run.id, projectId: run.projectId })
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
  if (checkpoint) await publish(db, { kind: 'run', id: checkpoint.runId, projectId })
}

/** Returns the actor who requested the job, for the audit trail. */
function actorOf({ id, createdBy, requestId }: Job): Actor {
  return { ...localActor, userId: createdBy, requestId, name: `job ${id}` }
}
