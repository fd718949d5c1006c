import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { listWidths } from './list-widths.ts'
import { parseWidthId, widthId, type ModelWidth } from './model-width.ts'

/** Finds widths by id that have runs which the actor may read, in at most two statements. */
export async function findWidths(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, ModelWidth>> {
  const found = new Map<string, ModelWidth>()
  const asked = new Map(ids.map((id) => [id, parseWidthId(id)]))
  for (const mixWeightDecays of [false, true]) {
    const scopes = [...asked.values()].filter((scope) => scope && 'weightDecay' in scope !== mixWeightDecays)
    if (scopes.length === 0) continue
    const models = [...new Set(scopes.map((scope) => scope!.model))]
    const widths = await listWidths(lab, actor, models, { mixWeightDecays })
    for (const width of [...widths.values()].flat()) found.set(widthId(width), width)
  }
  // By the id that was asked for, which may spell its weight decay in another way.
  return new Map(
    ids.flatMap((id) => {
      const scope = asked.get(id)
      const width = scope && found.get(widthId({ modelId: scope.model, ...scope }))
      return width ? [[id, width] as const] : []
    }),
  )
}
