import { countReceived, createUpload, findUpload, signUrl } from '@mitoscope/lab'
import { Arg, Ctx, FieldResolver, Float, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { loadRepresentation } from '../representations/load-representation.ts'
import { Representation } from '../representations/representation.type.ts'
import { CreateUploadInput } from './create-upload.input.ts'
import { CreateUploadPayload } from './create-upload.payload.ts'
import { Upload } from './upload.type.ts'

const urlSeconds = 3600

@Resolver(() => Upload)
export class UploadResolver {
  @Query(() => Upload, {
    nullable: true,
    description: 'The upload with this id; null where there is none for you.',
  })
  async upload(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Upload | null> {
    return (await loadUpload(context, requireId('Upload', id))) ?? null
  }

  @Mutation(() => CreateUploadPayload, {
    description:
      'Announces the file of a representation and answers with the URL to send it to, or with the representation at once when these bytes are stored already. The same announcement again answers with the same upload, so that an interrupted one goes on. Takes the role editor.',
  })
  async createUpload(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CreateUploadInput, { description: 'The file.' }) input: CreateUploadInput,
  ): Promise<CreateUploadPayload> {
    const { runId, sha256, ...file } = input
    const made = await createUpload(lab, actor, {
      ...file,
      hash: sha256,
      runId: requireId('TrainingRun', runId),
    })
    if ('representation' in made)
      return {
        representation: new Representation(made.representation),
        upload: null,
        uploadUrl: null,
        expiresAt: null,
      }
    const upload = new Upload(made.upload)
    const uploadUrl = await signUrl(lab, actor, `/files/uploads/${upload.id}`, urlSeconds)
    const expiresAt = new Date(Date.now() + urlSeconds * 1000)
    return { representation: null, upload, uploadUrl, expiresAt }
  }

  @FieldResolver(() => Float, { description: 'Bytes that have arrived.' })
  receivedBytes(@Ctx() { lab }: Context, @Root() { record }: Upload): Promise<number> {
    return countReceived(lab, record)
  }

  @FieldResolver(() => Representation, { nullable: true, description: 'What became of it; null before.' })
  async representation(@Ctx() context: Context, @Root() { record }: Upload): Promise<Representation | null> {
    const { representationId } = record
    return (
      (representationId === null ? undefined : await loadRepresentation(context, representationId)) ?? null
    )
  }
}

export async function loadUpload({ lab, actor }: Context, id: string): Promise<Upload | undefined> {
  const record = await findUpload(lab, actor, id)
  return record && new Upload(record)
}
