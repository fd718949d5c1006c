import { Field, ObjectType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import { Representation } from '../representations/representation.type.ts'
import { Upload } from './upload.type.ts'

@ObjectType({ description: 'Result of createUpload.' })
export class CreateUploadPayload {
  @Field(() => Representation, {
    nullable: true,
    description:
      'Existing representation if the bytes are stored already, so that nothing needs to be sent; null otherwise.',
  })
  readonly representation!: Representation | null
  @Field(() => Upload, {
    nullable: true,
    description: 'Upload that expects the bytes; null if they are stored already.',
  })
  readonly upload!: Upload | null
  @Field(() => String, {
    nullable: true,
    description:
      'Signed path on this server to send the bytes to without signing in, as long as the caller may write: by the tus protocol (HEAD, PATCH) or by one PUT. Null if the bytes are stored already.',
  })
  readonly uploadUrl!: string | null
  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time at which the upload URL expires; a repeated createUpload returns a new one for the same upload. Null if the bytes are stored already.',
  })
  readonly expiresAt!: Date | null
}
