import { setImmediate } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'
import { CompiledQuery, PGliteDialect, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import { FairQueue } from '../turns/fair-queue.ts'
import { explainDatabaseError } from './explain-database-error.ts'

/** Milliseconds of statements after which the event loop runs before the next one. */
const roundMs = 8

/** Kysely's dialect for PGlite, where transactions and single queries of all askers take turns on its one connection. */
export class FairPgliteDialect extends PGliteDialect {
  readonly #client: PGlite

  constructor(client: PGlite) {
    super({ pglite: client })
    this.#client = client
  }

  override createDriver() {
    return new PgliteDriver(this.#client)
  }
}

class PgliteDriver implements Driver {
  readonly #connection: DatabaseConnection
  readonly #queue = new FairQueue()

  constructor(client: PGlite) {
    this.#connection = new PgliteConnection(client)
  }

  async init() {}

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#queue.acquire()
    return this.#connection
  }

  async releaseConnection() {
    this.#queue.release()
  }

  async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }
  async commitTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }
  async rollbackTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }
  async destroy() {}
}

class PgliteConnection implements DatabaseConnection {
  readonly #client: PGlite
  #worked = 0

  constructor(client: PGlite) {
    this.#client = client
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    // Several statements at once, as in migrations and those of the queue, go without parameters only.
    const run = async () =>
      parameters.length > 0
        ? [await this.#client.query<R>(sql, [...parameters])]
        : await this.#client.exec(sql)
    // It works on this thread, and statements that wait for each other would follow without anything in between.
    if (this.#worked > roundMs) {
      this.#worked = 0
      await setImmediate()
    }
    const from = performance.now()
    const results = await run().catch((error: unknown) => {
      throw explainDatabaseError(error)
    })
    this.#worked += performance.now() - from
    return {
      rows: results.flatMap(({ rows }) => rows as R[]),
      numAffectedRows: BigInt(results.at(-1)?.affectedRows ?? 0),
    }
  }

  // eslint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('PGlite answers a query as a whole: page through the rows instead')
  }
}
