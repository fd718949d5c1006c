import type { Upload as UploadRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Field, Float, ObjectType } from 'type-graphql'
import { Failure } from '../failure.type.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'
import { UploadState } from './upload-state.ts'

@ObjectType('Upload', {
  implements: Node,
  description: "A representation's file on its way in.",
})
export class Upload extends Node {
  readonly __typename = 'Upload'
  readonly record: UploadRecord
  override readonly id: string

  constructor(record: UploadRecord) {
    super()
    this.record = record
    this.id = toGlobalId('Upload', record.id)
  }

  @Field(() => String, { description: 'Name of the file.' })
  fileName(): string {
    return this.record.fileName
  }

  @Field(() => Float, { description: 'Length of the file, as it was announced.' })
  bytes(): number {
    return this.record.bytes
  }

  @Field(() => String, { description: 'SHA-256 of the file in hex, as it was announced.' })
  hash(): string {
    return this.record.hash
  }

  @Field(() => UploadState, { description: 'How far it is.' })
  state(): UploadRecord['state'] {
    return this.record.state
  }

  @Field(() => Failure, { nullable: true, description: 'What was wrong with the file, if anything was.' })
  failure(): Failure | null {
    return this.record.failure
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it is given up unless it is completed.' })
  expiresAt(): Date {
    return this.record.expiresAt
  }
}
