import type { Cell, Column, FigureTable } from '@mitoscope/figures'
import { roundTogether } from '@mitoscope/analysis/format'

/** A column as it is printed, its spread beside each value. */
interface PrintedColumn {
  readonly label: string
  /** The kind of the spread, where there is one. */
  readonly kind?: string
  readonly isText: boolean
  readonly cells: readonly (readonly [value: Cell, half: number | null])[]
}

/**
 * A table as people read it: means with their spreads in one column, single seeds and draws left out where there are
 * means, and no column that only files need or that holds nothing.
 */
export function printedColumns({ columns, member }: FigureTable): PrintedColumn[] {
  const numbers = columns.find(({ name }) => name === member)?.values
  const means = numbers?.includes(null)
  const rows = (columns[0]?.values ?? []).flatMap((_, row) => (means && numbers?.[row] !== null ? [] : [row]))
  const spreads = new Set(columns.flatMap(({ spread }) => (spread ? [spread.column] : [])))
  return columns
    .filter(({ name, detail }) => !detail && !spreads.has(name) && !(means && name === member))
    .map(({ label, values, spread }) => {
      const half = spread && columns.find(({ name }) => name === spread.column)?.values
      const cells = rows.map((row) => [values[row], numberOr(half?.[row])] as const)
      const isSpread = cells.some(([, own]) => own !== null)
      return { label, cells, isText: isText(values), ...(isSpread && { kind: spread?.kind }) }
    })
    .filter(({ cells }) => cells.some(([value]) => value !== null))
}

function numberOr(value: Cell | undefined): number | null {
  return typeof value === 'number' ? value : null
}

function isText(values: Column['values']): boolean {
  return values.some((value) => typeof value === 'string')
}

/** A figure's table for LaTeX with booktabs: means with their spread in one column, as many digits as they bear. */
export function writeLatex(table: FigureTable): string {
  const columns = printedColumns(table)
  const rows = (columns[0]?.cells ?? []).map((_, row) =>
    columns.map(({ cells }) => writeCell(...cells[row])).join(' & '),
  )
  const kinds = [...new Set(columns.flatMap(({ kind }) => kind ?? []))]
  return [
    ...(kinds.length > 0
      ? [`% mean \\pm ${kinds.join(' or ').replaceAll('%', '\\%')}; needs \\usepackage{booktabs}`]
      : []),
    `\\begin{tabular}{${columns.map(({ isText }) => (isText ? 'l' : 'r')).join('')}}`,
    '\\toprule',
    `${columns.map(header).join(' & ')} \\\\`,
    '\\midrule',
    ...rows.map((row) => `${row} \\\\`),
    '\\bottomrule',
    '\\end{tabular}',
    '',
  ].join('\n')
}

function header({ label }: PrintedColumn): string {
  return escapeLatex(label)
}

function writeCell(value: string | number | null, half: number | null): string {
  if (value === null) return '--'
  if (typeof value === 'string') return escapeLatex(value)
  return half === null || half === 0 ? `$${plain(value)}$` : `$${withHalf(value, half)}$`
}

/** Rounds to the digits that the spread bears; tiny and huge numbers by a power of ten. */
function withHalf(value: number, half: number): string {
  const rounded = roundTogether([value, half], half)
  if (!rounded) return `${plain(value)} \\pm ${plain(half)}`
  const joined = rounded.texts.join(' \\pm ')
  return rounded.power === 0 ? joined : `(${joined}) \\cdot 10^{${rounded.power}}`
}

/** Whole numbers whole, others to four digits. */
function plain(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value)
  if (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e9) return String(Number(value.toPrecision(4)))
  const [digits, exponent] = value.toExponential(2).split('e')
  return `${digits} \\cdot 10^{${Number(exponent)}}`
}

const SYMBOLS: Readonly<Record<string, string>> = {
  'w*': '$w^*$',
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '|': '$|$',
  '<': '$<$',
  '>': '$>$',
  '*': '$*$',
  ρ: '$\\rho$',
  τ: '$\\tau$',
  λ: '$\\lambda$',
  σ: '$\\sigma$',
  '²': '$^2$',
  '±': '$\\pm$',
  '−': '$-$',
  '∞': '$\\infty$',
  '≥': '$\\geq$',
  '≤': '$\\leq$',
  '×': '$\\times$',
  '·': '$\\cdot$',
}

/** Words that LaTeX prints as they are. */
export function escapeLatex(text: string): string {
  return (
    text
      .replace(/[#$%&_{}]/g, '\\$&')
      .replace(/\bw\*|\\(?![#$%&_{}])|[~^|<>*ρτλσ²±−∞≥≤×·]/g, (symbol) => SYMBOLS[symbol])
      // Formulas that touch are one.
      .replace(/(?<!\\)\$\$/g, ' ')
  )
}
