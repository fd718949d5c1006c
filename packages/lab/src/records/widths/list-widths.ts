import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { isVisible } from '../runs/run-scope.ts'
import type { ModelWidth } from './model-width.ts'

export interface ListWidths {
  /** True for one entry per width, whatever the weight decays of its runs. */
  readonly mixWeightDecays?: boolean
}

/**
 * Lists the widths of models that have runs, with their number of runs, in one statement; by width, then
 * weight decay.
 */
export async function listWidths(
  lab: Lab,
  actor: Actor,
  modelIds: readonly string[],
  { mixWeightDecays = false }: ListWidths = {},
): Promise<Map<string, ModelWidth[]>> {
  const decay = mixWeightDecays ? sql`null::float8` : sql`run.weight_decay`
  const { rows } = await sql<ModelWidth>`
    select run.project_id, run.model_id, run.width, ${decay} as weight_decay, count(*) as run_count,
      count(*) filter (where run.state = 'finished') as finished_count,
      count(run.interpolation_epoch) as interpolated_count,
      to_json(array_agg(distinct run.weight_decay order by run.weight_decay)) as weight_decays
    from training_run as run where run.model_id = any(${[...modelIds]}::uuid[]) and ${isVisible(actor)}
    group by 1, 2, 3, 4 order by run.model_id, run.width, weight_decay nulls last`.execute(lab.db)
  const widths = new Map<string, ModelWidth[]>(modelIds.map((id) => [id, []]))
  for (const row of rows)
    widths.get(row.modelId)?.push(mixWeightDecays ? { ...row, weightDecay: undefined } : row)
  return widths
}
