export type Cell = number | string | null

/** Kind of spread of a mean over seeds, runs or draws. */
export type SpreadKind = '95 % interval' | 'sem' | 'std'

/** Column of a figure's data. */
export interface Column {
  /** Name in a file's header: lower-case letters, digits and underscores; unique in its table. */
  readonly name: string
  /** Name for people. */
  readonly label: string
  /** Numbers at full precision, or text; null for an undefined value. */
  readonly values: readonly Cell[]
  /** Column with half the width of the interval around each of these values. */
  readonly spread?: { readonly column: string; readonly kind: SpreadKind }
  /** True for a column in data files only: a printed table would repeat it in every row. */
  readonly detail?: boolean
}

/** Full data of a figure, in columns of one length. */
export interface FigureTable {
  readonly columns: readonly Column[]
  /** Name of the column that numbers single seeds or draws. It is null in rows of means over them, which come first. */
  readonly member?: string
}

/** Description of a column computed from rows. */
export interface ColumnOf<Row> extends Pick<Column, 'name' | 'spread' | 'detail'> {
  /** Label; the default is the name with spaces. */
  readonly label?: string
  readonly of: (row: Row) => Cell | undefined
}

/** Turns rows into columns. Values that are undefined or not finite become null. */
export function tableOf<Row>(
  rows: readonly Row[],
  columns: readonly ColumnOf<Row>[],
  member?: string,
): FigureTable {
  return {
    columns: columns.map(({ name, label = name.replaceAll('_', ' '), of, spread, detail }) => ({
      name,
      label,
      values: rows.map((row) => defined(of(row))),
      ...(spread && { spread }),
      ...(detail && { detail }),
    })),
    ...(member !== undefined && { member }),
  }
}

/** Returns a column's name: "test_error" for "testError" or "Test error". */
export function columnName(text: string): string {
  return (
    text
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '') || 'value'
  )
}

/** Returns the column of a mean and the column of its spread. */
export function withSpread<Row>(
  mean: Omit<ColumnOf<Row>, 'spread'>,
  kind: SpreadKind,
  half: ColumnOf<Row>['of'],
): ColumnOf<Row>[] {
  const [suffix, words] = kind === '95 % interval' ? ['ci95', '± 95 %'] : [kind, kind]
  const column = `${mean.name}_${suffix}`
  const label = `${mean.label ?? mean.name.replaceAll('_', ' ')}, ${words}`
  return [
    { ...mean, spread: { column, kind } },
    { name: column, label, of: half },
  ]
}

function defined(value: Cell | undefined): Cell {
  if (typeof value === 'string') return value
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null
}
