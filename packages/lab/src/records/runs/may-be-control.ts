import { sql, type RawBuilder } from 'kysely'

/**
 * Returns the condition that the settings of the run or sweep of this alias may be those of a control; `kindOfControl` then
 * says of which kind, if any.
 */
export function mayBeControl(alias: string): RawBuilder<boolean> {
  const config = sql.ref(`${alias}.config`)
  return sql<boolean>`(${config} ->> 'epochs' = '0' or ${config} ->> 'control' <> 'none'
    or ${config} ->> 'labelNoise' <> '0' or ${config} ->> 'decayFrom' <> 'start') is true`
}
