import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.type.ts'
import { Model } from './model.type.ts'

@Resolver(() => Model)
export class ModelFieldsResolver {
  @FieldResolver(() => Project, { nullable: true, description: 'Where it belongs.' })
  project(@Ctx() context: Context, @Root() { record }: Model) {
    return loadProject(context, record.projectId)
  }
}
