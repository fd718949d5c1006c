import { deleteRepresentation, restoreRepresentation } from '@mitoscope/lab'
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import { type ById, createIdInput, createPayload } from '../mutation-types.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { loadRepresentation } from './representation.type.ts'
import { Representation } from './representation.type.ts'

const DeleteRepresentationInput = createIdInput('DeleteRepresentation', 'representation')

const RestoreRepresentationInput = createIdInput('RestoreRepresentation', 'representation')

const DeleteRepresentationPayload = createPayload(
  'DeleteRepresentation',
  'representation',
  () => Representation,
  'The deleted representation; restoreRepresentation restores it.',
)

const RestoreRepresentationPayload = createPayload(
  'RestoreRepresentation',
  'representation',
  () => Representation,
  'The restored representation.',
)

@Resolver()
export class RepresentationResolver {
  @Query(() => Representation, {
    nullable: true,
    description: 'Representation by its ID; null if it does not exist or you may not read it.',
  })
  async representation(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Global ID of the representation.' }) id: string,
  ): Promise<Representation | null> {
    const own = requireId('Representation', id)
    return (await loadRepresentation(context, own)) ?? null
  }

  @Mutation(() => DeleteRepresentationPayload, {
    description:
      'Soft-deletes a representation. restoreRepresentation restores it until a purge removes it. Requires the EDITOR role.',
  })
  async deleteRepresentation(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeleteRepresentationInput, { description: 'Representation to delete.' })
    { id }: ById,
  ) {
    const record = await deleteRepresentation(lab, actor, requireId('Representation', id))
    return { representation: new Representation(record) }
  }

  @Mutation(() => RestoreRepresentationPayload, {
    description:
      'Restores a soft-deleted representation; a CONFLICT if the same file was stored again for the run, site and epoch. Requires the EDITOR role.',
  })
  async restoreRepresentation(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreRepresentationInput, { description: 'Representation to restore.' })
    { id }: ById,
  ) {
    const record = await restoreRepresentation(lab, actor, requireId('Representation', id))
    return { representation: new Representation(record) }
  }
}
