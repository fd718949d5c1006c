import type { LabDescription } from '@mitoscope/lab'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Field, ObjectType, registerEnumType } from 'type-graphql'

const DatabaseEngine = { PGLITE: 'pglite', POSTGRESQL: 'postgresql' } as const
registerEnumType(DatabaseEngine, {
  name: 'DatabaseEngine',
  description: 'What keeps the records of a lab.',
  valuesConfig: {
    PGLITE: { description: 'PGlite, embedded in the server: nothing to set up.' },
    POSTGRESQL: { description: 'A PostgreSQL server.' },
  },
})

const FileStorage = { FOLDER: 'folder', BUCKET: 'bucket' } as const
registerEnumType(FileStorage, {
  name: 'FileStorage',
  description: 'Where the files of a lab are.',
  valuesConfig: {
    FOLDER: { description: 'In its data folder.' },
    BUCKET: { description: 'In an object storage that speaks the S3 protocol.' },
  },
})

// When the process began: the same in every answer.
const startedAt = new Date(performance.timeOrigin)

@ObjectType('Server', { description: 'What answers here, and what it stands on.' })
export class Server {
  readonly #description: LabDescription

  constructor(description: LabDescription) {
    this.#description = description
  }

  @Field(() => String, { description: 'Version of Mitoscope that it is.' })
  version(): string {
    return this.#description.version
  }

  @Field(() => DatabaseEngine, { description: 'What keeps the records.' })
  database() {
    return this.#description.database
  }

  @Field(() => String, {
    description: 'Name of the last change that the tables of the database have had, as "0002-accounts".',
  })
  databaseSchema(): string {
    return this.#description.databaseSchema
  }

  @Field(() => FileStorage, { description: 'Where the files are.' })
  files() {
    return this.#description.files
  }

  @Field(() => String, { description: 'Version of Node.js that it runs on.' })
  node(): string {
    return process.versions.node
  }

  @Field(() => GraphQLDateTimeISO, { description: 'Since when it runs.' })
  startedAt(): Date {
    return startedAt
  }
}
