import { judgeValues, type Judgement, type SeedValues } from '@mitoscope/analysis'
import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import { hasDiverged } from '../metrics/find-diverged.ts'
import { isOfSite } from '../representations/site.ts'
import { isNewestVersion } from '../runs/filter/newest-version.ts'
import { mayBeControl } from '../runs/may-be-control.ts'
import type { ClaimRule } from './claim.ts'

/** Number of a finished analysis of a run; null where it is not defined. */
export interface FoundValue {
  readonly width: number
  readonly weightDecay: number | null
  readonly seed: number | null
  readonly runId: string
  /** Null if the result lacks a number of that name, and if the number is not defined. */
  readonly value: number | null
  readonly hasScalar: boolean
  readonly diverged: boolean
  /** True for a control, such as a network without training or with wrong labels, which is no seed of the model. */
  readonly control: boolean
}

/** Number of a model's analyses, which many rules may be about. */
export type AskedNumber = Pick<ClaimRule, 'measure' | 'options' | 'scalar'>

/**
 * Finds the values by which rules about a model are judged: of each run the latest analysis of its latest representation
 * at the site that means of the model are over, by the newest version of the measure,
 * without deleted records and runs that train, crashed, failed or were cancelled, as in every mean over runs. An earlier
 * epoch stands for a run only while a script still logs it.
 */
export async function findValues(db: Queries, modelId: string, asked: AskedNumber): Promise<FoundValue[]> {
  const { measure, options, scalar } = asked
  const { rows } = await sql<FoundValue>`
    select distinct on (run.id) run.width, run.weight_decay, run.seed, run.id as run_id,
      (analysis.scalars ->> ${scalar})::float8 as value, analysis.scalars ? ${scalar} as has_scalar,
      ${hasDiverged('run')} as diverged, ${mayBeControl('run')} as control
    from training_run as run
    join representation on representation.run_id = run.id and representation.deleted_at is null
    join analysis on analysis.representation_id = representation.id and analysis.deleted_at is null
    where run.model_id = ${modelId} and run.deleted_at is null and run.state in ('finished', 'logged')
      and analysis.measure = ${measure} and analysis.options = ${JSON.stringify(options)}::jsonb
      and analysis.state = 'finished' and ${isNewestVersion(measure, { model: sql`run.model_id`, version: sql`analysis.version` })}
      and ${isOfSite({ site: sql`representation.site`, model: sql`run.model_id` }, undefined)}
      and (run.state = 'logged' or not exists (select from representation as later
        where later.run_id = run.id and later.site = representation.site and later.deleted_at is null and ${timeOf('later')} > ${timeOf('representation')}))
    order by run.id, representation.epoch desc nulls first, representation.created_at desc, analysis.created_at desc`.execute(
    db,
  )
  return rows
}

/** Returns what representations of a run are ordered by, ascending; those of no epoch are of its end. */
function timeOf(alias: string) {
  return sql`(coalesce(${sql.ref(`${alias}.epoch`)}, 2147483647), ${sql.ref(`${alias}.createdAt`)})`
}

/**
 * Judges the rule of a claim by the values of a model. Diverged runs are left out; controls count only where there is nothing
 * else, as in reports. Runs of equal width, weight decay and seed count as one seed, by their mean.
 */
export function judgeRule(values: readonly FoundValue[], rule: ClaimRule): Judgement {
  const found = values.filter((value) => isAbout(rule, value))
  const finite = found.filter(({ diverged }) => !diverged)
  const ordinary = finite.filter(({ control }) => !control)
  const judged = ordinary.length > 0 ? ordinary : finite
  const unknown = judged.filter(({ hasScalar }) => !hasScalar)
  if (unknown.length > 0 && unknown.length === judged.length)
    return {
      ours: [],
      verdict: 'cannot tell',
      reason: `No analysis by ${rule.measure} has a number "${rule.scalar}". Delete this claim and create one with another scalar.`,
    }
  const { verdict, reason, ours } = judgeValues(groupBySettings(judged), rule)
  const left =
    sayLeft(found.length - finite.length, 'diverged') + sayLeft(finite.length - judged.length, 'control')
  const listed =
    ours.length > mostNumbers ? ` The first ${mostNumbers} of ${ours.length} settings are listed.` : ''
  return { verdict, reason: reason + left + listed, ours: ours.slice(0, mostNumbers) }
}

/**
 * Largest number of settings that a judgement lists. A search over weight decays has thousands, which each judgement of the
 * history would hold, and which no page of claims could show.
 */
const mostNumbers = 100

function isAbout({ minWidth, maxWidth, weightDecay }: ClaimRule, value: FoundValue): boolean {
  if (minWidth !== null && value.width < minWidth) return false
  if (maxWidth !== null && value.width > maxWidth) return false
  return weightDecay === null || value.weightDecay === weightDecay
}

function sayLeft(count: number, kind: string): string {
  return count === 0 ? '' : ` ${count} ${kind} ${count === 1 ? 'run is' : 'runs are'} left out.`
}

/** Groups values by width and weight decay, narrow first, with one value per seed. */
function groupBySettings(found: readonly FoundValue[]): SeedValues[] {
  const groups = new Map<string, FoundValue[]>()
  const sorted = found.toSorted(
    (a, b) => a.width - b.width || (a.weightDecay ?? -1) - (b.weightDecay ?? -1) || (a.seed ?? 0) - (b.seed ?? 0), // prettier-ignore
  )
  for (const each of sorted) {
    const key = `${each.width} ${each.weightDecay}`
    const own = groups.get(key)
    if (own) own.push(each)
    else groups.set(key, [each])
  }
  return [...groups.values()].map((own) => {
    const [{ width, weightDecay }] = own
    const decay = weightDecay === null ? '' : `, weight decay ${weightDecay}`
    const id = `width-${width}${weightDecay === null ? '' : `-weight-decay-${weightDecay}`}`
    return { id, label: `width ${width}${decay}`, values: valuesBySeed(own) }
  })
}

function valuesBySeed(found: readonly FoundValue[]): (number | null)[] {
  const seeds = new Map<string, (number | null)[]>()
  for (const { seed, runId, value } of found) {
    // Runs of unknown seed are networks of their own.
    const key = seed === null ? runId : String(seed)
    seeds.set(key, [...(seeds.get(key) ?? []), value])
  }
  return [...seeds.values()].map((values) => {
    const known = values.filter((value) => value !== null)
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
  })
}
