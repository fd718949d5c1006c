import { deleteRepresentation, restoreRepresentation } from '@mitoscope/lab'
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { loadRepresentation } from './load-representation.ts'
import { Representation } from './representation.type.ts'

@InputType({ description: 'Which representation to delete.' })
class DeleteRepresentationInput {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string
}

@InputType({ description: 'Which representation to bring back.' })
class RestoreRepresentationInput {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string
}

@ObjectType({ description: 'What deleteRepresentation did.' })
class DeleteRepresentationPayload {
  @Field(() => Representation, { description: 'The deleted representation.' })
  readonly representation!: Representation
}

@ObjectType({ description: 'What restoreRepresentation did.' })
class RestoreRepresentationPayload {
  @Field(() => Representation, { description: 'The representation that is back.' })
  readonly representation!: Representation
}

@Resolver()
export class RepresentationResolver {
  @Query(() => Representation, {
    nullable: true,
    description: 'The representation with this id; null where there is none for you.',
  })
  async representation(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Representation | null> {
    const own = requireId('Representation', id)
    return (await loadRepresentation(context, own)) ?? null
  }

  @Mutation(() => DeleteRepresentationPayload, {
    description: 'Deletes a representation until it is restored or purged. Takes the role editor.',
  })
  async deleteRepresentation(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeleteRepresentationInput, { description: 'Which one.' })
    { id }: DeleteRepresentationInput,
  ): Promise<DeleteRepresentationPayload> {
    const record = await deleteRepresentation(lab, actor, requireId('Representation', id))
    return { representation: new Representation(record) }
  }

  @Mutation(() => RestoreRepresentationPayload, {
    description: 'Brings back a deleted representation that was not purged yet. Takes the role editor.',
  })
  async restoreRepresentation(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreRepresentationInput, { description: 'Which one.' })
    { id }: RestoreRepresentationInput,
  ): Promise<RestoreRepresentationPayload> {
    const record = await restoreRepresentation(lab, actor, requireId('Representation', id))
    return { representation: new Representation(record) }
  }
}
