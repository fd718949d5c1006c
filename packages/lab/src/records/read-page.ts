import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely'
import type { Queries } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import type { Page } from './page.ts'
import type { PagePlan, PageRow } from './plan-page.ts'

/** Selects the page of a plan: `selected` are the columns to read of each row of `all`. */
export async function readPage<TB extends keyof Tables, O>(
  plan: PagePlan,
  all: SelectQueryBuilder<Tables, TB, object>,
  selected: SelectQueryBuilder<Tables, TB, O>,
): Promise<Page<O>> {
  const rows = await selected
    .select(plan.cursor.$castTo<PageRow['cursor']>().as('cursor'))
    .where(plan.where)
    .orderBy(plan.orderBy)
    .limit(plan.limit)
    .execute()
  return plan.toPage(rows as unknown as (O & PageRow)[], async () => {
    const counted = all.select(({ fn }) => fn.countAll<number>().as('count'))
    return Number(((await counted.executeTakeFirstOrThrow()) as { count: number }).count)
  }) as Page<O>
}

/** Selects a page with all columns of `table`, of rows described in SQL: "table where …". */
export async function readTablePage<T>(
  db: Queries,
  plan: PagePlan,
  table: keyof Tables & string,
  from: RawBuilder<unknown>,
): Promise<Page<T>> {
  const { rows } = await sql<T & PageRow>`
    select ${sql.table(table)}.*, ${plan.cursor} as cursor from ${from} and ${plan.where}
    order by ${plan.orderBy} limit ${plan.limit}`.execute(db)
  return plan.toPage(rows, async () => {
    const counted = await sql<{ count: number }>`select count(*) as count from ${from}`.execute(db)
    return counted.rows[0].count
  }) as Page<T>
}
