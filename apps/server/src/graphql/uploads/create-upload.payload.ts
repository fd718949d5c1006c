import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Field, ObjectType } from 'type-graphql'
import { Representation } from '../representations/representation.type.ts'
import { Upload } from './upload.type.ts'

@ObjectType({ description: 'What createUpload did.' })
export class CreateUploadPayload {
  @Field(() => Representation, {
    nullable: true,
    description: 'The representation, when the bytes were stored already: then there is nothing to send.',
  })
  readonly representation!: Representation | null
  @Field(() => Upload, { nullable: true, description: 'The upload, when there are bytes to send.' })
  readonly upload!: Upload | null
  @Field(() => String, {
    nullable: true,
    description:
      'Path on this server to send the bytes to without signing in, as long as you may: by the tus protocol (HEAD, PATCH), or all at once by PUT.',
  })
  readonly uploadUrl!: string | null
  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When that URL expires. createUpload again gives a new one for the same upload.',
  })
  readonly expiresAt!: Date | null
}
