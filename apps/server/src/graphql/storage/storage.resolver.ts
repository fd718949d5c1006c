import { countProjectStorage, countStorage } from '@mitoscope/lab'
import { Ctx, Field, FieldResolver, Float, Int, ObjectType, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { Project } from '../projects/project.type.ts'

@ObjectType('Storage', { description: 'How much is stored, each file counted once.' })
class Storage {
  @Field(() => Int, { description: 'Number of files.' })
  readonly files!: number
  @Field(() => Float, { description: 'Their length together.' })
  readonly bytes!: number
}

@Resolver(() => Project)
export class StorageResolver {
  @Query(() => Storage, {
    nullable: true,
    description:
      'Every file that the lab keeps, also those that nothing refers to until they are purged; null for all but administrators.',
  })
  async storage(@Ctx() { lab, actor }: Context): Promise<Storage | null> {
    return actor.siteAdmin && actor.scope === 'admin' ? countStorage(lab, actor) : null
  }

  @FieldResolver(() => Float, {
    description:
      'Length of all files that its records refer to, each counted once: representations, checkpoints and results, also deleted ones until they are purged.',
  })
  async storedBytes(@Ctx() context: Context, @Root() { record }: Project): Promise<number> {
    return (await loadOne(context, readStorage, record.id))?.bytes ?? 0
  }

  @FieldResolver(() => Int, { description: 'Number of these files.' })
  async storedFiles(@Ctx() context: Context, @Root() { record }: Project): Promise<number> {
    return (await loadOne(context, readStorage, record.id))?.files ?? 0
  }
}

function readStorage({ lab, actor }: Context, projectIds: readonly string[]) {
  return countProjectStorage(lab, actor, projectIds)
}
