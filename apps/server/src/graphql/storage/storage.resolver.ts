import { countProjectStorage, countStorage } from '@mitoscope/lab'
import { Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { Project } from '../projects/project.type.ts'

@ObjectType('Storage', { description: 'Number and total size of stored files, each file counted once.' })
class Storage {
  @Field(() => Int, { description: 'Number of stored files.' })
  readonly files!: number
  @Field(() => SafeInt, { description: 'Total size of the files in bytes.' })
  readonly bytes!: number
}

@Resolver(() => Project)
export class StorageResolver {
  @Query(() => Storage, {
    nullable: true,
    description:
      'All files of the lab, including files that no record refers to until a purge removes them; null unless the caller is a site administrator.',
  })
  async storage(@Ctx() { lab, actor }: Context): Promise<Storage | null> {
    return actor.siteAdmin && actor.scope === 'admin' ? countStorage(lab, actor) : null
  }

  @FieldResolver(() => SafeInt, {
    description:
      'Total size in bytes of the files of the project, each counted once: representations, checkpoints and results, including those of soft-deleted records.',
  })
  async storedBytes(@Ctx() context: Context, @Root() { record }: Project): Promise<number> {
    return (await loadOne(context, fetchStorage, record.id))?.bytes ?? 0
  }

  @FieldResolver(() => Int, { description: 'Number of files of the project, counted as in storedBytes.' })
  async storedFiles(@Ctx() context: Context, @Root() { record }: Project): Promise<number> {
    return (await loadOne(context, fetchStorage, record.id))?.files ?? 0
  }
}

function fetchStorage({ lab, actor }: Context, projectIds: readonly string[]) {
  return countProjectStorage(lab, actor, projectIds)
}
