import { sql, type RawBuilder } from 'kysely'
import { endedNotFinite, hasDiverged } from '../../metrics/find-diverged.ts'
import { isOfSite } from '../../representations/site.ts'
import { isNewestVersion } from './newest-version.ts'
import { cleanText } from '../../../platform/rows/text-fields.ts'

export type MetricSummary = 'last' | 'min' | 'max'

/**
 * Metrics and configuration values that a statement on runs (named `run`) reads. Each is joined once, however
 * often it is used, because reading them takes most of the statement's time.
 */
export class RunJoins {
  readonly #metrics = new Map<string, string>()
  readonly #paths = new Map<string, string>()
  readonly #analyses = new Map<
    string,
    { readonly alias: string; readonly measure: string; readonly site?: string }
  >()
  readonly #reports = new Map<string, { readonly alias: string; readonly site?: string }>()
  #divergence = false

  /**
   * Returns the metric's value at its last step, or its lowest or highest finite value; null if the run has
   * none, or if the last value is not finite, so that a diverged run never ranks high.
   */
  metric(name: string, summary: MetricSummary): RawBuilder<unknown> {
    const alias = aliasOf(this.#metrics, 'metric', name)
    const value = sql.ref(`${alias}.${summary}`)
    return summary === 'last' ? sql`(case when not ${endedNotFinite(alias)} then ${value} end)` : value
  }

  /** Returns the condition that the metric's last value is not finite. */
  metricEndedNotFinite(name: string): RawBuilder<boolean> {
    return endedNotFinite(aliasOf(this.#metrics, 'metric', name))
  }

  /** Returns the condition that a loss of the run was not finite at its last step. */
  diverged(): RawBuilder<boolean> {
    this.#divergence = true
    return sql`divergence.diverged`
  }

  /** Returns an expression that is null if the run lacks the metric. */
  metricExists(name: string): RawBuilder<unknown> {
    return sql.ref(`${aliasOf(this.#metrics, 'metric', name)}.runId`)
  }

  /** Returns the jsonb value at a path of the configuration, names joined by dots; null if it is missing. */
  config(path: string): RawBuilder<unknown> {
    return sql.ref(`${aliasOf(this.#paths, 'config', path)}.value`)
  }

  /**
   * Returns a scalar of the run's analysis by a measure at one site, the last one of its last epoch, of what is not deleted.
   * Null if there is none, or if it is by an older version of the measure than other analyses of the model.
   */
  scalar(measure: string, name: string, site?: string | null): RawBuilder<unknown> {
    const named = { measure: cleanText(measure), ...siteOf(site) }
    const { alias } = remember(this.#analyses, 'analysis', named)
    return sql`(${sql.ref(`${alias}.scalars`)} ->> ${cleanText(name)}::text)::float8`
  }

  /** Returns a number of the run from the report of its sweep on a site. */
  report(name: 'wStar' | 'groups', site?: string | null): RawBuilder<unknown> {
    const { alias } = remember(this.#reports, 'report', siteOf(site))
    return sql`(${sql.ref(`${alias}.entry`)} ->> ${name}::text)::float8`
  }

  /** Returns w* from the run's last analysis of it, else from its sweep's report. */
  criticalWidth(site?: string | null): RawBuilder<unknown> {
    return sql`coalesce(${this.scalar('critical-width', 'criticalSize', site)}, ${this.report('wStar', site)})`
  }

  /** Returns W / w*, like criticalWidth. */
  groups(site?: string | null): RawBuilder<unknown> {
    return sql`coalesce(${this.scalar('critical-width', 'groups', site)}, ${this.report('groups', site)})`
  }

  toSql(): RawBuilder<unknown> {
    const joins = [
      // offset 0 here too: the few analyses of a run come first, and their sites are looked at afterwards.
      ...[...this.#analyses.values()].map(
        ({ alias, measure, site }) =>
          sql`left join lateral (
            select case when ${isNewestVersion(measure, { model: sql`run.model_id`, version: sql`latest.version` })} then latest.scalars end as scalars from (
              select own.scalars, own.version from (
                select analysis.scalars, analysis.version, analysis.finished_at, analysis.id,
                  representation.epoch, representation.site
                from analysis join representation on representation.id = analysis.representation_id
                where analysis.run_id = run.id and analysis.measure = ${measure}::text and analysis.state = 'finished'
                  and analysis.deleted_at is null and representation.deleted_at is null offset 0
              ) as own
              where ${isOfSite({ site: sql`own.site`, model: sql`run.model_id` }, site)}
              order by own.epoch desc nulls first, own.version desc, own.finished_at desc, own.id limit 1
            ) as latest
          ) as ${sql.ref(alias)} on true`,
      ),
      ...[...this.#reports.values()].map(
        ({ alias, site }) =>
          sql`left join lateral (
            select jsonb_path_query_first(made.report, '$.series[*].runs[*] ? (@.runId == $id)',
              jsonb_build_object('id', run.id)) as entry
            from ${reportsOfRun} as made
            where ${isOfSite({ site: sql`made.site`, model: sql`run.model_id` }, site)} limit 1
          ) as ${sql.ref(alias)} on true`,
      ),
      ...(this.#divergence
        ? [sql`cross join lateral (select ${hasDiverged('run')} as diverged offset 0) as divergence`]
        : []),
      ...[...this.#metrics].map(
        ([name, alias]) =>
          sql`left join metric_series as ${sql.ref(alias)}
            on ${sql.ref(`${alias}.runId`)} = run.id and ${sql.ref(`${alias}.name`)} = ${name}::text`,
      ),
      // offset 0 keeps the planner from putting the expression wherever its value is used.
      ...[...this.#paths].map(
        ([path, alias]) =>
          sql`cross join lateral (select ${configValue(path)} as value offset 0) as ${sql.ref(alias)}`,
      ),
    ]
    return joins.length > 0 ? sql.join(joins, sql` `) : sql``
  }
}

/** Reports on the sweep of the run, each with its site; those from before there were sites are on the last hidden layer. */
const reportsOfRun = sql`(
  select coalesce(sweep.report ->> 'site', 'last-hidden') as site, sweep.report
  from sweep where sweep.id = run.sweep_id and sweep.report is not null
  union all select site_report.site, site_report.report from site_report where site_report.sweep_id = run.sweep_id)`

function siteOf(site: string | null | undefined): { readonly site?: string } {
  return typeof site === 'string' ? { site: cleanText(site) } : {}
}

/** Returns the entry that equals what is asked for, with an alias of its own. */
function remember<T extends object>(
  known: Map<string, T & { readonly alias: string }>,
  kind: string,
  asked: T,
): T & { readonly alias: string } {
  const key = JSON.stringify(asked)
  const found = known.get(key) ?? { ...asked, alias: `${kind}${known.size}` }
  known.set(key, found)
  return found
}

function aliasOf(aliases: Map<string, string>, kind: string, given: string): string {
  const name = cleanText(given)
  let alias = aliases.get(name)
  if (alias === undefined) aliases.set(name, (alias = `${kind}${aliases.size}`))
  return alias
}

/**
 * Returns the value at a path. Also tries a path with dots as one name, since scripts log both { optimizer: {
 * lr } } and { "optimizer.lr" }.
 */
function configValue(path: string): RawBuilder<unknown> {
  const names = path.split('.')
  if (names.length === 1) return sql`run.config -> ${path}::text`
  return sql`coalesce(run.config #> ${names}::text[], run.config -> ${path}::text)`
}
