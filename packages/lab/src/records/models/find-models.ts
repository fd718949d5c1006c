import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Model } from './model.ts'
import type { Noun } from '../../platform/lab/noun.ts'
import { finderOf } from '../nouns/find-records.ts'

/**
 * Returns the model; undefined if it does not exist or the actor may not read it. Includes deleted ones,
 * which can be restored.
 */
export async function findModel(lab: Lab, actor: Actor, id: string): Promise<Model | undefined> {
  return (await findModels(lab, actor, [id])).get(id)
}

/** Finds models by id, if the actor may read them, in one statement. Includes deleted ones, which can be restored. */
export const findModels = finderOf('model')

export const modelNoun: Noun = {
  table: 'model',
  description: 'Model with its runs',
  words: ['model'],
  bin: { name: sql`model.name` },
}
