import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.type.ts'
import { loadRunPage } from '../runs/load-run-page.ts'
import { RunConnection, RunListArgs } from '../runs/run-list.args.ts'
import { Model } from './model.type.ts'

@Resolver(() => Model)
export class ModelFieldsResolver {
  @FieldResolver(() => Project, {
    nullable: true,
    description: 'Project of the model; null if the viewer may not read it.',
  })
  project(@Ctx() context: Context, @Root() { record }: Model) {
    return loadProject(context, record.projectId)
  }

  @FieldResolver(() => RunConnection, { description: 'Training runs of the model.' })
  runs(@Ctx() context: Context, @Root() { record }: Model, @Args(() => RunListArgs) args: RunListArgs) {
    return loadRunPage(context, { model: record.id }, args)
  }
}
