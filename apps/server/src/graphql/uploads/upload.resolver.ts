import { countReceived, createUpload, findUpload, signUrl } from '@mitoscope/lab'
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { loadRepresentation } from '../representations/representation.type.ts'
import { Representation } from '../representations/representation.type.ts'
import { CreateUploadInput } from './create-upload.input.ts'
import { CreateUploadPayload } from './create-upload.payload.ts'
import { Upload } from './upload.type.ts'

const urlSeconds = 3600

@Resolver(() => Upload)
export class UploadResolver {
  @Query(() => Upload, {
    nullable: true,
    description: 'Upload by its ID; null if it does not exist or you may not read it.',
  })
  async upload(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Global ID of the upload.' }) id: string,
  ): Promise<Upload | null> {
    return (await loadUpload(context, requireId('Upload', id))) ?? null
  }

  @Mutation(() => CreateUploadPayload, {
    description:
      'Declares a file and returns the URL to send it to, or the existing representation if the bytes are stored already. A repeated identical call returns the same upload, which resumes it. Requires the EDITOR role.',
  })
  async createUpload(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CreateUploadInput, { description: 'Declaration of the file.' })
    input: CreateUploadInput,
  ): Promise<CreateUploadPayload> {
    const { runId, sha256, additionTo, ...file } = input
    const made = await createUpload(lab, actor, {
      ...file,
      hash: sha256,
      runId: requireId('TrainingRun', runId),
      additionTo: requireGiven('Representation', additionTo),
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

  @FieldResolver(() => SafeInt, { description: 'Number of bytes received so far.' })
  receivedBytes(@Ctx() { lab }: Context, @Root() { record }: Upload): Promise<number> {
    return countReceived(lab, record)
  }

  @FieldResolver(() => Representation, {
    nullable: true,
    description: 'Representation made from the upload; null until it has finished.',
  })
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
