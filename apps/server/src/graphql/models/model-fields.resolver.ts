import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { requireLoaded } from '../loaders.ts'
import type { Context } from '../context.ts'
import { loadProject } from '../projects/project.type.ts'
import { Project } from '../projects/project.type.ts'
import { loadRunPage } from '../runs/load-run-page.ts'
import { RunConnection, RunListArgs } from '../runs/run-list.args.ts'
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
}
