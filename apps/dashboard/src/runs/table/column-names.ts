import type { RunColumnNamesQuery } from '@mitoscope/schema/documents'
import { flattenConfig } from '../../format/flatten-config.ts'
import { columnChoices, findColumn } from './columns.ts'

type Named = Partial<RunColumnNamesQuery['runs']['nodes'][number]>

interface ColumnName {
  readonly id: string
  /** Text that a reader writes to have the column. */
  readonly label: string
}

/** Columns beside those of columnChoices that show something of these runs, by what they are called. */
export function namesOf(runs: readonly Named[]): ColumnName[] {
  const ids = new Set<string>()
  for (const { config, metrics, analyses } of runs) {
    for (const { name } of metrics ?? [])
      for (const kind of ['metric', 'min', 'max']) ids.add(`${kind}:${name}`)
    for (const { measure, scalars } of analyses ?? [])
      for (const { id } of scalars) ids.add(`analysis:${measure}:${id}`)
    for (const [path] of config ? flattenConfig(config) : []) ids.add(`config:${path}`)
  }
  const choices = new Set(columnChoices.map(({ id }) => id))
  return [...ids]
    .filter((id) => !choices.has(id))
    .map((id) => ({ id, label: describe(id) }))
    .sort((a, b) => a.label.localeCompare(b.label))
}

/** The column that was written: by its label or its id, else a path of the configuration. */
export function toColumnId(text: string, names: readonly ColumnName[]): string | undefined {
  const given = text.trim()
  if (given === '') return undefined
  const same = ({ label }: ColumnName) => label.toLowerCase() === given.toLowerCase()
  const found = names.find(same) ?? columnChoices.find(same)
  if (found) return found.id
  return findColumn(given) ? given : `config:${given}`
}

function describe(id: string): string {
  const column = findColumn(id)
  return id.startsWith('metric:') ? `Last ${column?.label}` : (column?.label ?? id)
}
