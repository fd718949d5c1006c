import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { loadModelPage } from '../models/load-model-page.ts'
import { ModelConnection, ModelListArgs } from '../models/model-list.args.ts'
import { loadRunPage } from '../runs/load-run-page.ts'
import { RunConnection, RunListArgs } from '../runs/run-list.args.ts'
import { Project } from './project.type.ts'

@Resolver(() => Project)
export class ProjectFieldsResolver {
  @FieldResolver(() => ModelConnection, { description: 'Models of the project.' })
  models(
    @Ctx() context: Context,
    @Root() { record }: Project,
    @Args(() => ModelListArgs) args: ModelListArgs,
  ) {
    return loadModelPage(context, record.id, args)
  }

  @FieldResolver(() => RunConnection, { description: 'Training runs of the project.' })
  runs(@Ctx() context: Context, @Root() { record }: Project, @Args(() => RunListArgs) args: RunListArgs) {
    return loadRunPage(context, { project: record.id }, args)
  }
}
