import { findModelSites } from '@mitoscope/lab'
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { loadOne, requireLoaded } from '../loaders.ts'
import type { Context } from '../context.ts'
import { loadProject } from '../projects/project.type.ts'
import { Project } from '../projects/project.type.ts'
import { loadRunPage } from '../runs/load-run-page.ts'
import { RunConnection, RunListArgs } from '../runs/run-list.args.ts'
import { Site } from '../representations/site.type.ts'
import { Model } from './model.type.ts'

@Resolver(() => Model)
export class ModelFieldsResolver {
  @FieldResolver(() => Project, { description: 'Project of the model.' })
  project(@Ctx() context: Context, @Root() { record }: Model) {
    return requireLoaded(loadProject(context, record.projectId))
  }

  @FieldResolver(() => RunConnection, { description: 'Training runs of the model.' })
  runs(@Ctx() context: Context, @Root() { record }: Model, @Args(() => RunListArgs) args: RunListArgs) {
    return loadRunPage(context, { model: record.id }, args)
  }

  @FieldResolver(() => [Site], {
    description:
      'Sites of which runs of the model have representations, in the order of the network; those without a position come last.',
  })
  async sites(@Ctx() context: Context, @Root() { record }: Model): Promise<Site[]> {
    return (await loadOne(context, fetchSites, record.id)) ?? []
  }
}

function fetchSites({ lab, actor }: Context, modelIds: readonly string[]) {
  return findModelSites(lab, actor, modelIds)
}
