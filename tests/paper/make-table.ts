// Prints the table of README's "The paper again" from the reports of `mitoscope reproduce`: one row per claim and sweep.
// npm run -s paper-table -- [FOLDER]      FOLDER holds the sweeps' folders; the default is reproduced/
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JudgedClaim, Scalar, SweepReport } from '@mitoscope/analysis'
import { formatInterval } from '@mitoscope/analysis/format'
import { paperFigures } from '@mitoscope/lab/paper'

/** Returns the rows of one claim over the sweeps that judge it, those of one sweep joined. */
export function makeTable(folder: string): { readonly table: string; readonly missing: readonly string[] } {
  const missing = new Set<string>()
  const rows = new Map<string, { readonly recipes: Set<string>; readonly claim: JudgedClaim }>()
  for (const { id: recipe, claims, small } of paperFigures) {
    const path = join(folder, small.sweep, 'report.json')
    if (!existsSync(path)) {
      missing.add(small.sweep)
      continue
    }
    const report = JSON.parse(readFileSync(path, 'utf8')) as SweepReport
    for (const id of claims) {
      const claim = report.claims?.find((one) => one.id === id)
      if (!claim) continue
      const key = `${id} ${small.sweep}`
      const row = rows.get(key) ?? { recipes: new Set<string>(), claim }
      row.recipes.add(`\`${recipe}\``)
      rows.set(key, row)
    }
  }
  const lines = [...rows.values()].map(({ recipes, claim: { statement, ours, paper, verdict } }) =>
    toRow([statement, [...recipes].join(', '), ours.map(tell).join('; ') || '–', paper, verdict]),
  )
  const head = ['claim', 'recipe', 'here [95 % interval]', 'the paper', 'verdict']
  return { table: [toRow(head), toRow(head.map(() => '---')), ...lines].join('\n'), missing: [...missing] }
}

function tell({ label, value, low, high }: Scalar): string {
  const format = (number: number) => String(Number(number.toPrecision(3)))
  return `${label}: ${value === null ? '–' : formatInterval(value, low, high, format)}`
}

function toRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

if (process.argv[1] === import.meta.filename) {
  const { table, missing } = makeTable(process.argv[2] ?? 'reproduced')
  process.stdout.write(`${table}\n`)
  if (missing.length > 0)
    process.stderr.write(
      `Not there: ${missing.join(', ')}. Train them with mitoscope reproduce, or name their folder.\n`,
    )
}
