import { sql, type RawBuilder } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import type { RunJoins } from '../runs/filter/run-joins.ts'
import { mayBeControl } from '../runs/may-be-control.ts'
import { toAggregate, type Aggregate, type Moments } from './aggregate.ts'
import { columnsOf, type Quantity } from './quantity.ts'

export interface SelectMoments {
  /** Key by which runs are grouped: a number, a text or JSON. */
  readonly key: RawBuilder<unknown>
  /** Columns besides model, width and weight decay that runs of one seed share if they count as the same network. */
  readonly alike?: RawBuilder<unknown>
  /** Tables, with the runs as `run`, without the joins of the quantities. */
  readonly from: RawBuilder<unknown>
  readonly where: RawBuilder<unknown>
  readonly limit?: number
}

interface GroupMoments {
  readonly key: unknown
  readonly runCount: number
  readonly finishedCount: number
  readonly aggregates: Aggregate[]
}

/**
 * Selects mean and spread of each quantity over groups of runs, in one statement, ordered by their keys. A seed counts once,
 * by the newest of its runs that has the quantity. Controls count only in a group of nothing else, as in reports.
 */
export async function selectMoments(
  { db }: { readonly db: Queries },
  { key, alike, from, where, limit }: SelectMoments,
  quantities: readonly Quantity[],
  joins: RunJoins,
): Promise<GroupMoments[]> {
  const columns = quantities.map((quantity) => columnsOf(quantity, joins))
  const ofSeed = columns.map(({ value, leftOut }, i) => {
    const newest = sql`(array_agg(${value} order by run.created_at desc, run.id) filter (where ${value} is not null))[1]`
    const diverged = sql`json_agg(run.id order by run.id) filter (where ${leftOut})`
    return sql`, ${newest} as ${name('value', i)}, count(${value}) as ${name('runs', i)}, ${diverged} as ${name('diverged', i)}`
  })
  const ofGroup = columns.map((_, i) => {
    const [value, runs, diverged] = [name('value', i), name('runs', i), name('diverged', i)]
    const x = sql`(case when counts then ${value} end)`
    return sql`json_build_array(count(${x}), avg(${x}), stddev_samp(${x}), min(${x}), max(${x}),
      coalesce(json_agg(${diverged} order by seed) filter (where counts and ${diverged} is not null), '[]'::json),
      coalesce(sum(${runs}) filter (where not counts), 0), coalesce(sum(greatest(${runs} - 1, 0)) filter (where counts), 0))`
  })
  // Its expression is asked for in several places, and costs a look at each setting.
  const controls = sql`cross join lateral (select ${mayBeControl('run')} as is_control offset 0) as control`
  const { rows } = await sql<Omit<GroupMoments, 'aggregates'> & { moments: Moments[] }>`
    select key, sum(runs)::int as run_count, sum(finished)::int as finished_count,
      json_build_array(${sql.join(ofGroup)}) as moments
    from (
      select *, not is_control or bool_and(is_control) over (partition by key) as counts from (
        select ${key} as key, control.is_control, run.seed, count(*) as runs,
          count(*) filter (where run.state = 'finished') as finished ${sql.join(ofSeed, sql``)}
        from ${from} ${joins.toSql()} ${controls} where ${where}
        group by 1, control.is_control, run.model_id, run.width, run.weight_decay, run.seed,
          case when run.seed is null then run.id end ${alike ? sql`, ${alike}` : sql``}
      ) as seeds
    ) as counted group by key order by key ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(db)
  return rows.map(({ moments, ...group }) => ({ ...group, aggregates: moments.map(toAggregate) }))
}

function name(kind: string, i: number): RawBuilder<unknown> {
  return sql.ref(`${kind}${i}`)
}
