import type { Upload as UploadRecord } from '@mitoscope/lab'
import { Field, ObjectType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import { DateTime } from '../date-time.ts'
import { Failure } from '../failure.type.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'
import { UploadState } from './upload-state.ts'

@ObjectType('Upload', {
  implements: Node,
  description: 'Upload of the file of a representation.',
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

  @Field(() => SafeInt, { description: 'Declared size of the file in bytes.' })
  bytes(): number {
    return this.record.bytes
  }

  @Field(() => String, { description: 'Declared SHA-256 of the file, in hex.' })
  hash(): string {
    return this.record.hash
  }

  @Field(() => String, {
    nullable: true,
    description: 'Declared site; null if the file says it.',
  })
  site(): string | null {
    return this.record.site
  }

  @Field(() => UploadState, { description: 'Current state of the upload.' })
  state(): UploadRecord['state'] {
    return this.record.state
  }

  @Field(() => Failure, { nullable: true, description: 'Reason of the state FAILED; null in other states.' })
  failure(): Failure | null {
    return this.record.failure
  }

  @Field(() => DateTime, { description: 'Time at which an incomplete upload expires.' })
  expiresAt(): Date {
    return this.record.expiresAt
  }
}
