import { BadInput } from '../bad-input.ts'
import { foldWal } from './fold-wal.ts'
import type { FileTree, TrackedRun, TrackedSource } from './tracked-run.ts'

export type Row = Readonly<Record<string, string | number | null | Uint8Array>>

/** SQLite database in memory. */
export interface Database {
  /** Names of its tables. */
  readonly tables: ReadonlySet<string>
  all(statement: string): Row[]
  /** Calls a function with each row of a query, so that they need not all be held. */
  each(statement: string, take: (row: Row) => void): void
  close(): void
}

/** Returns true for the first 16 bytes of a SQLite database. */
export function isSqlite(head: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(head.subarray(0, 16)) === 'SQLite format 3\0'
}

/** Opens a SQLite database with its write-ahead log, if one lies beside it. Throws BadInput if it is damaged, as its `all` does. */
export async function openSqlite(tree: FileTree, path: string): Promise<Database> {
  const bytes = await tree.read(path)
  const log = `${path}-wal`
  const whole = foldWal(bytes, tree.paths.includes(log) ? await tree.read(log) : new Uint8Array())
  // Loaded here, with its WebAssembly, which other sources do without.
  const { default: load } = await import('sql.js')
  const { Database } = await load()
  const database = new Database(whole)
  const each = (statement: string, take: (row: Row) => void): void => {
    try {
      const prepared = database.prepare(statement)
      try {
        while (prepared.step()) take(prepared.getAsObject())
      } finally {
        prepared.free()
      }
    } catch (error) {
      if (error instanceof BadInput) throw error
      throw damaged(path, error)
    }
  }
  const all = (statement: string): Row[] => {
    const rows: Row[] = []
    each(statement, (row) => rows.push(row))
    return rows
  }
  const names = all("select name from sqlite_master where type = 'table'").map(({ name }) => String(name))
  return { tables: new Set(names), all, each, close: () => database.close() }
}

function damaged(path: string, error: unknown): BadInput {
  return new BadInput(path, undefined, `is a damaged database: ${(error as Error).message}`, 'Copy it again, with its -wal file') // prettier-ignore
}

/** Finds the SQLite databases below a folder that have all of some tables, from which `readRuns` then reads the runs. */
export async function findInDatabases(
  tree: FileTree,
  tables: readonly string[],
  readRuns: (database: Database, path: string) => TrackedRun[],
): Promise<TrackedSource[]> {
  const found: TrackedSource[] = []
  for (const path of tree.paths) {
    if (path.endsWith('-wal') || path.endsWith('-shm') || !isSqlite(await tree.read(path, 16))) continue
    const opened = await openSqlite(tree, path).catch(() => undefined)
    opened?.close()
    if (!opened || !tables.every((table) => opened.tables.has(table))) continue
    const read = async () => {
      const database = await openSqlite(tree, path)
      try {
        return readRuns(database, path)
      } finally {
        database.close()
      }
    }
    found.push({ path, read })
  }
  return found
}
