export type Cell = number | string | null

/** What a spread is: of a mean over seeds, runs or draws. */
export type SpreadKind = '95 % interval' | 'sem' | 'std'

/** One column of a figure's data. */
export interface Column {
  /** Of a file's header: lower case letters, digits and underscores; unique in its table. */
  readonly name: string
  /** What people read instead. */
  readonly label: string
  /** Numbers at full precision; null where one is not defined. */
  readonly values: readonly Cell[]
  /** The column that holds half the width of the interval around each of these values. */
  readonly spread?: { readonly column: string; readonly kind: SpreadKind }
  /** In files of data only: a printed table would say it in every row. */
  readonly detail?: boolean
}

/** The full data of a figure: columns of one length. */
export interface FigureTable {
  readonly columns: readonly Column[]
  /** The column that numbers single seeds or draws; null in rows that are means over them, which come first. */
  readonly member?: string
}

/** How a column is read off rows. */
export interface ColumnOf<Row> extends Pick<Column, 'name' | 'spread' | 'detail'> {
  /** The name in words where it is left out. */
  readonly label?: string
  readonly of: (row: Row) => Cell | undefined
}

/** Rows as columns. What is no number is null. */
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

/** "test_error" for "testError" or "Test error". */
export function columnName(text: string): string {
  return (
    text
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '') || 'value'
  )
}

/** The column of a mean with the one of its spread. */
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
