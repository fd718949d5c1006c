import { toCsv } from '../parts/download.ts'
import { findScalar, type Column, type Exact, type Run } from './columns.ts'

interface CsvField {
  readonly name: string
  readonly value: (run: Run) => Exact
}

/** The columns as files have them: the ends of an interval beside its number. */
export function csvFields(columns: readonly Column[]): CsvField[] {
  return columns.flatMap(({ id, value, scalar }) => {
    const name = id.includes(':') || !scalar ? id : `analysis:${scalar.measure}:${scalar.name}`
    if (!scalar) return [{ name, value }]
    return [
      { name, value },
      { name: `${name}:low`, value: (run) => findScalar(run, scalar)?.low ?? null },
      { name: `${name}:high`, value: (run) => findScalar(run, scalar)?.high ?? null },
    ]
  })
}

/** Runs with the shown columns and their ids, numbers at full precision. */
export function runsCsv(runs: readonly Run[], columns: readonly Column[]): Blob {
  const fields = csvFields(columns)
  return toCsv(
    ['id', ...fields.map(({ name }) => name)],
    runs.map((run) => [run.id, ...fields.map(({ value }) => value(run))]),
  )
}
