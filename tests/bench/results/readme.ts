import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../apps/cli/bin/ensure-installed.mjs'
import { columns, compared, type Compared } from './comparisons.ts'
import { table, writeFormatted } from './report.ts'

/** Contents of a file of comparisons that README quotes. */
export interface Quoted {
  readonly date: string
  readonly machine: string
  readonly rows: readonly Readonly<Record<(typeof columns)[number], string>>[]
}

const [begin, end] = ['<!-- speed: written by npm run bench -->', '<!-- end of speed -->']

/**
 * Parses a file of comparisons. Throws an Error that names the file if its date, machine or table is not found, or a row
 * has other columns.
 */
export function parseComparisons(text: string, file: string): Quoted {
  const date = /^Written by `[^`]+` on (\d{4}-\d{2}-\d{2})\.$/m.exec(text)?.[1]
  const machine = /^Machine: ([^;]+);/m.exec(text)?.[1]
  if (date === undefined || machine === undefined)
    throw new Error(`${file} does not say its date and machine`)
  const lines = text.split('\n')
  const head = lines.findIndex((line) => cellsOf(line).join() === columns.join())
  if (head === -1) throw new Error(`${file} has no table with the columns ${columns.join(', ')}`)
  const rows: Quoted['rows'][number][] = []
  for (const line of lines.slice(head + 2)) {
    if (!line.startsWith('|')) break
    const cells = cellsOf(line)
    if (cells.length !== columns.length)
      throw new Error(`${file} has a row of ${cells.length} cells: ${line}`)
    rows.push(Object.fromEntries(columns.map((column, i) => [column, cells[i]])) as Quoted['rows'][number])
  }
  if (rows.length === 0) throw new Error(`${file} has a table without rows`)
  return { date, machine, rows }
}

function cellsOf(line: string): string[] {
  return line.startsWith('|')
    ? line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
    : []
}

/** Renders README's block on speed from what the files of comparisons say, which may lack either. */
export function renderSpeed(quoted: Partial<Record<Compared, Quoted>>): string {
  const parts = (Object.keys(compared) as Compared[]).flatMap((of) => {
    const found = quoted[of]
    if (found === undefined) return []
    const { file, theirs, note } = compared[of]
    const path = `tests/bench/${file}`
    const rows = found.rows.map((row) => [
      row.way === 'native' ? row.work : `${row.work}, ${row.way}`,
      row.theirs,
      row.ours,
      row.faster,
      row.interval,
    ])
    return [
      `Against ${theirs} at its fastest setting, on ${found.machine}, ${found.date} ([how](${path})). ${note}`,
      table(['work', 'theirs', 'ours', 'faster', '95 % interval'], rows),
    ]
  })
  if (parts.length === 0)
    parts.push('No figures are published: `npm run bench` makes them on a quiet machine.')
  return [begin, ...parts, end].join('\n\n')
}

/** Replaces the block on speed in README's text. Throws an Error if README has none. */
export function replaceSpeed(readme: string, block: string): string {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`README.md has no part from ${begin} to ${end}`)
  return readme.slice(0, from) + block + readme.slice(to + end.length)
}

/** Reads the files of comparisons that are there. */
export function readQuoted(): Partial<Record<Compared, Quoted>> {
  const found = (Object.keys(compared) as Compared[]).flatMap((of) => {
    const path = join(root, 'tests/bench', compared[of].file)
    return existsSync(path)
      ? [[of, parseComparisons(readFileSync(path, 'utf8'), compared[of].file)] as const]
      : []
  })
  return Object.fromEntries(found)
}

export function writeReadme(): void {
  const path = join(root, 'README.md')
  writeFormatted(path, replaceSpeed(readFileSync(path, 'utf8'), renderSpeed(readQuoted())))
}
