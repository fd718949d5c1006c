import { findWidths, listWidths } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loaderOf, loadOne } from '../loaders.ts'
import { ModelWidth } from './width.type.ts'

/** Loads the widths of a model, in a batch with those of other models. */
export async function loadWidths(context: Context, modelId: string, mix: boolean): Promise<ModelWidth[]> {
  const records = (await loadOne(context, mix ? fetchMixed : fetchApart, modelId)) ?? []
  return records.map((record) => new ModelWidth(record))
}

export const loadWidth = loaderOf(findWidths, ModelWidth)

function fetchMixed({ lab, actor }: Context, ids: readonly string[]) {
  return listWidths(lab, actor, ids, { mixWeightDecays: true })
}

function fetchApart({ lab, actor }: Context, ids: readonly string[]) {
  return listWidths(lab, actor, ids)
}
