import { mayRead } from '../access/authorize.ts'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'

export const downloadKinds = ['representations', 'checkpoints'] as const
export type DownloadKind = (typeof downloadKinds)[number]

/** File for download: its blob, and a file name for saving it. */
export interface Download {
  readonly hash: string
  readonly fileName: string
}

/** Finds the file of a record; undefined if the record is deleted, or the actor may not read it. */
export async function findDownload(
  lab: Lab,
  actor: Actor,
  kind: DownloadKind,
  id: string,
): Promise<Download | undefined> {
  const found = kind === 'representations' ? await findRepresentation(lab, id) : await findCheckpoint(lab, id)
  if (!found || found.hash === null || !mayRead(actor, found.projectId)) return undefined
  return { hash: found.hash, fileName: found.fileName }
}

function findRepresentation(lab: Lab, id: string) {
  return lab.db
    .selectFrom('representation')
    .select(['projectId', 'blobHash as hash', 'fileName'])
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
}

async function findCheckpoint(lab: Lab, id: string) {
  const found = await lab.db
    .selectFrom('checkpoint')
    .innerJoin('trainingRun', 'trainingRun.id', 'checkpoint.runId')
    .select(['trainingRun.projectId', 'trainingRun.name', 'checkpoint.epoch', 'checkpoint.blobHash as hash'])
    .where('checkpoint.id', '=', id)
    .where('trainingRun.deletedAt', 'is', null)
    .executeTakeFirst()
  if (!found) return undefined
  const { projectId, hash, name, epoch } = found
  return { projectId, hash, fileName: `${name.replaceAll(/[^\w.-]+/g, '_')}-epoch-${epoch}.checkpoint` }
}
