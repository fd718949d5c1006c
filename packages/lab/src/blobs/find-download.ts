import { mayRead } from '../access/authorize.ts'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../lab.ts'

export const downloadKinds = ['representations', 'checkpoints'] as const
export type DownloadKind = (typeof downloadKinds)[number]

/** A file that can be downloaded: its blob, and the name to save it under. */
export interface Download {
  readonly hash: string
  readonly fileName: string
}

/** The file of a record; undefined where there is none for this actor, or where it was deleted. */
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
