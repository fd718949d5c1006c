import { createProject, listProjects } from '@mitoscope/lab'
import { Arg, Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { CreateProjectInput } from './project.inputs.ts'
import { Project } from './project.type.ts'

@ObjectType({ description: 'What createProject did.' })
class CreateProjectPayload {
  @Field(() => Project, { description: 'The new project.' })
  readonly project!: Project
}

@Resolver()
export class ProjectResolver {
  @Query(() => [Project], { description: 'Every project that you may read, by name.' })
  async projects(@Ctx() { lab, actor }: Context): Promise<Project[]> {
    return (await listProjects(lab, actor)).map((record) => new Project(record))
  }

  @Mutation(() => CreateProjectPayload, { description: 'Makes a project; you become its admin.' })
  async createProject(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CreateProjectInput, { description: 'What to make.' }) input: CreateProjectInput,
  ): Promise<CreateProjectPayload> {
    return { project: new Project(await createProject(lab, actor, input)) }
  }
}
