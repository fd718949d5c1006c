import { deleteRepresentation, restoreRepresentation } from '@mitoscope/lab'
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { loadRepresentation } from './load-representation.ts'
import { Representation } from './representation.type.ts'

@InputType({ description: 'Representation to delete.' })
class DeleteRepresentationInput {
  @Field(() => ID, { description: 'Global ID of the representation.' })
  readonly id!: string
}

@InputType({ description: 'Representation to restore.' })
class RestoreRepresentationInput {
  @Field(() => ID, { description: 'Global ID of the representation.' })
  readonly id!: string
}

@ObjectType({ description: 'Result of deleteRepresentation.' })
class DeleteRepresentationPayload {
  @Field(() => Representation, {
    description: 'The deleted representation; restoreRepresentation restores it.',
  })
  readonly representation!: Representation
}

@ObjectType({ description: 'Result of restoreRepresentation.' })
class RestoreRepresentationPayload {
  @Field(() => Representation, { description: 'The restored representation.' })
  readonly representation!: Representation
}

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
    { id }: DeleteRepresentationInput,
  ): Promise<DeleteRepresentationPayload> {
    const record = await deleteRepresentation(lab, actor, requireId('Representation', id))
    return { representation: new Representation(record) }
  }

  @Mutation(() => RestoreRepresentationPayload, {
    description:
      'Restores a soft-deleted representation; a CONFLICT if the same file was stored again for the run and epoch. Requires the EDITOR role.',
  })
  async restoreRepresentation(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreRepresentationInput, { description: 'Representation to restore.' })
    { id }: RestoreRepresentationInput,
  ): Promise<RestoreRepresentationPayload> {
    const record = await restoreRepresentation(lab, actor, requireId('Representation', id))
    return { representation: new Representation(record) }
  }
}
