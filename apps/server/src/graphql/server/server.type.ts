import type { LabDescription } from '@mitoscope/lab'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../date-time.ts'

const DatabaseEngine = { PGLITE: 'pglite', POSTGRESQL: 'postgresql' } as const
registerEnumType(DatabaseEngine, {
  name: 'DatabaseEngine',
  description: 'Database engine of a lab.',
  valuesConfig: {
    PGLITE: { description: 'PGlite, embedded in the server, without configuration.' },
    POSTGRESQL: { description: 'PostgreSQL database server.' },
  },
})

const FileStorage = { FOLDER: 'folder', BUCKET: 'bucket' } as const
registerEnumType(FileStorage, {
  name: 'FileStorage',
  description: 'File storage of a lab.',
  valuesConfig: {
    FOLDER: { description: 'Files in the data folder of the server.' },
    BUCKET: { description: 'Objects in a bucket with the S3 protocol.' },
  },
})

// When the process began: the same in every answer.
const startedAt = new Date(performance.timeOrigin)

@ObjectType('Server', { description: 'Software and storage of this server.' })
export class Server {
  readonly #description: LabDescription

  constructor(description: LabDescription) {
    this.#description = description
  }

  @Field(() => String, { description: 'Version of Mitoscope.' })
  version(): string {
    return this.#description.version
  }

  @Field(() => DatabaseEngine, { description: 'Database engine that stores the records.' })
  database() {
    return this.#description.database
  }

  @Field(() => String, {
    description: 'Name of the latest migration of the database schema, for example "0002-accounts".',
  })
  databaseSchema(): string {
    return this.#description.databaseSchema
  }

  @Field(() => FileStorage, { description: 'File storage of the lab.' })
  files() {
    return this.#description.files
  }

  @Field(() => String, { description: 'Version of Node.js.' })
  node(): string {
    return process.versions.node
  }

  @Field(() => DateTime, { description: 'Time at which the server started.' })
  startedAt(): Date {
    return startedAt
  }
}
