import { setImmediate } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from 'kysely'
import { FairQueue } from '../turns/fair-queue.ts'
import { explainDatabaseError } from './explain-database-error.ts'

/** Milliseconds of statements after which the event loop runs before the next one. */
const roundMs = 8

/** Kysely dialect for PGlite. Transactions and single queries of all askers take turns on its one connection. */
export class PgliteDialect implements Dialect {
  readonly #client: PGlite

  constructor(client: PGlite) {
    this.#client = client
  }

  createAdapter() {
    return new PostgresAdapter()
  }
  createDriver() {
    return new PgliteDriver(this.#client)
  }
  createQueryCompiler() {
    return new PostgresQueryCompiler()
  }
  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new PostgresIntrospector(db)
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
    // Several statements at once, as in migrations, go without parameters only.
    const run = async () =>
      parameters.length > 0
        ? await this.#client.query<R>(sql, [...parameters])
        : (await this.#client.exec(sql)).at(-1)
    // It works on this thread, and statements that wait for each other would follow without anything in between.
    if (this.#worked > roundMs) {
      this.#worked = 0
      await setImmediate()
    }
    const from = performance.now()
    const result = await run().catch((error: unknown) => {
      throw explainDatabaseError(error)
    })
    this.#worked += performance.now() - from
    return {
      rows: (result?.rows ?? []) as R[],
      numAffectedRows: BigInt(result?.affectedRows ?? 0),
    }
  }

  // eslint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('PGlite answers a query as a whole: page through the rows instead')
  }
}
