import { listBin } from '@mitoscope/lab'
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import type { Context } from '../context.ts'
import { requireGiven } from '../global-id.ts'
import { BinEntry } from './bin-entry.type.ts'

const BinEntryConnection = createConnection('BinEntry', () => BinEntry)

@Resolver()
export class BinResolver {
  @Query(() => BinEntryConnection, {
    description: 'Soft-deleted records of the projects that you may read, latest deletion first.',
  })
  async bin(
    @Ctx() { lab, actor }: Context,
    @Args(() => PageArgs) request: PageArgs,
    @Arg('projectId', () => ID, {
      nullable: true,
      description: 'Global ID of the project whose deleted records are listed; all projects if omitted.',
    })
    projectId?: string | null,
  ) {
    const page = await listBin(lab, actor, { ...request, projectId: requireGiven('Project', projectId) })
    return new BinEntryConnection({ ...page, nodes: page.nodes.map((record) => new BinEntry(record)) })
  }
}
