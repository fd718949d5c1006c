import { findModels } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { Model } from './model.type.ts'

/** Loads a model by its record id, in a batch with others of the request. */
export async function loadModel(context: Context, id: string): Promise<Model | undefined> {
  const record = await loadOne(context, fetchModels, id)
  return record && new Model(record)
}

function fetchModels({ lab, actor }: Context, ids: readonly string[]) {
  return findModels(lab, actor, ids)
}
