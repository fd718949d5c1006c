import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { parseRequests, type AnalysisRequest } from '../analyses/plan-analysis.ts'
import { startDeferredAnalyses } from '../analyses/start-analyses.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import { badInput, LabError, notFound } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import { enqueueJobs } from '../jobs/enqueue-job.ts'
import type { Job } from '../../platform/queue/job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import type { Checkpoint } from './checkpoint.ts'
import { findRepresented } from './find-represented.ts'
import { rejectUnrepresentable } from './reject-unrepresentable.ts'

export interface RepresentCheckpointsInput {
  readonly runId: string
  /** Ids of the checkpoints; all with saved weights by default. */
  readonly checkpointIds?: readonly string[] | null
  /** Analyses to compute of each checkpoint once its representation exists. */
  readonly analyses?: readonly AnalysisRequest[] | null
}

export interface RequestedCheckpoints {
  readonly run: TrainingRun
  /** The checkpoints, by epoch. */
  readonly checkpoints: readonly Checkpoint[]
  /** Jobs that are queued or running for the checkpoints; none for those that had their representation. */
  readonly jobs: readonly Job[]
}

const maxCheckpoints = 1_000

/**
 * Starts the representations of a run's checkpoints, and the requested analyses: all of them, or none.
 * Existing representations are not computed again, and queued or running jobs stay. Throws BAD_USER_INPUT for
 * a checkpoint that this lab cannot represent, CONFLICT if the run has saved none.
 */
export async function representCheckpoints(
  lab: Lab,
  actor: Actor,
  input: RepresentCheckpointsInput,
): Promise<RequestedCheckpoints> {
  const { runId, checkpointIds } = input
  const requests = parseRequests(input.analyses ?? [])
  if (checkpointIds && checkpointIds.length > maxCheckpoints)
    throw badInput('ids', `${checkpointIds.length} are too many`, `Give at most ${maxCheckpoints}`)
  return lab.db.transaction().execute(async (db) => {
    const run = await db
      .selectFrom('trainingRun')
      .selectAll()
      .where('id', '=', runId)
      .where('deletedAt', 'is', null)
      .executeTakeFirst()
    if (!run) throw notFound('training run', runId)
    requireRole(actor, run.projectId, 'editor', 'training run', runId)
    const { projectId } = run
    const { asked, represented } = await selectRequested(db, run, checkpointIds ?? undefined)
    const missing = asked.filter(({ id }) => !represented.has(id))
    for (const checkpoint of missing) rejectUnrepresentable(run, checkpoint)
    const open = await findOpenJobs(db, missing)
    const fresh = missing.filter(({ id }) => !open.has(id))
    const made = await enqueueJobs(
      db,
      lab,
      actor,
      fresh.map(({ id }) => ({ kind: 'represent', subjectId: id, projectId })),
    )
    for (const { id, analyses } of missing)
      await saveRequests(db, id, open.has(id) ? joinRequests(analyses, requests) : requests)
    await startDeferredAnalyses(
      db,
      lab,
      actor,
      [...represented.values()].map((representation) => ({ input: representation, requests })),
    )
    const detail = { epochs: asked.map(({ epoch }) => epoch), analyses: requests }
    const subject = `run ${runId}`
    await recordAudit(db, actor, { action: 'representCheckpoints', projectId, subject, detail })
    await publish(db, { kind: 'trainingRun', id: runId, projectId })
    const jobs = new Map([...open.values(), ...made].map((job) => [job.subjectId, job]))
    return { run, checkpoints: asked, jobs: missing.map(({ id }) => jobs.get(id)!) }
  })
}

/** Finds the checkpoints, locked in the order that all callers use, with their existing representations. */
async function selectRequested(
  db: Queries,
  { id: runId, name }: TrainingRun,
  ids: readonly string[] | undefined,
) {
  const own = await db
    .selectFrom('checkpoint')
    .selectAll()
    .where('runId', '=', runId)
    .orderBy('epoch')
    .forUpdate()
    .execute()
  const unknown = ids?.find((id) => !own.some((checkpoint) => checkpoint.id === id))
  if (unknown !== undefined) throw notFound(`checkpoint of the run "${name}"`, unknown)
  const named = ids ? own.filter(({ id }) => ids.includes(id)) : own
  const represented = await findRepresented(
    { db },
    named.map(({ id }) => id),
  )
  // Of all of them, those that only say what was measured are left out.
  const asked = ids ? named : named.filter(({ id, blobHash }) => blobHash !== null || represented.has(id))
  if (asked.length > 0) return { asked, represented }
  throw new LabError(
    'CONFLICT',
    `The run "${name}" has kept no weights yet, so there is nothing to represent. ` +
      'Ask again once it has reached an epoch that it keeps, or upload its representations.',
  )
}

async function findOpenJobs(db: Queries, checkpoints: readonly Checkpoint[]): Promise<Map<string, Job>> {
  if (checkpoints.length === 0) return new Map()
  const jobs = await db
    .selectFrom('job')
    .selectAll()
    .where('kind', '=', 'represent')
    .where('state', 'in', ['queued', 'running'])
    .where(
      'subjectId',
      'in',
      checkpoints.map(({ id }) => id),
    )
    .execute()
  return new Map(jobs.map((job) => [job.subjectId, job]))
}

type Requests = Checkpoint['analyses']

/** Merges earlier and new requests, each once. */
function joinRequests(before: Requests, now: Requests): Requests {
  const known = new Set(before.map((request) => JSON.stringify(sorted(request))))
  return [...before, ...now.filter((request) => !known.has(JSON.stringify(sorted(request))))]
}

/** Sorts the names of options, because the database stores them in its own order. */
function sorted({ measure, options, seed, sizes }: Requests[number]) {
  return [measure, Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1)), seed, sizes]
}

async function saveRequests(db: Queries, id: string, analyses: Requests): Promise<void> {
  await db
    .updateTable('checkpoint')
    .set({ analyses: toJson(analyses) })
    .where('id', '=', id)
    .execute()
}
