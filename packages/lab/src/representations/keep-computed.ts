import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import type { Queries } from '../database/database.ts'
import type { Lab } from '../lab.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import { keepRepresentation } from './keep-representation.ts'
import type { RepresentationRecord } from './representation-record.ts'

/** Representation that was computed here, whose file is a blob already. */
export interface ComputedRepresentation {
  /** Hash of the file, which analyses call the input hash. */
  readonly hash: string
  readonly bytes: number
  readonly width: number
  readonly testRows: number
  readonly trainRows: number
  readonly classes: number
  readonly tensors: readonly { readonly name: string; readonly dtype: string; readonly shape: number[] }[]
}

/** Inserts the row of a representation that was computed of a run after an epoch. */
export async function keepComputed(
  db: Queries,
  lab: Lab,
  actor: Actor,
  run: Pick<TrainingRun, 'id' | 'projectId'>,
  { epoch, fileName }: { readonly epoch: number; readonly fileName: string },
  { hash, bytes, ...facts }: ComputedRepresentation,
): Promise<RepresentationRecord> {
  const { record } = await keepRepresentation(db, lab, actor, {
    id: randomUUID(),
    projectId: run.projectId,
    runId: run.id,
    epoch,
    fileName,
    hash,
    bytes,
    facts: { format: 'safetensors', inputHash: hash, ...facts },
  })
  return record
}
