import { createProject, deleteProject, pageProjects, restoreProject, updateProject } from '@mitoscope/lab'
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { loadProject } from './load-project.ts'
import {
  CreateProjectInput,
  DeleteProjectInput,
  RestoreProjectInput,
  UpdateProjectInput,
} from './project.inputs.ts'
import { ProjectConnection, ProjectListArgs } from './project-list.args.ts'
import {
  CreateProjectPayload,
  DeleteProjectPayload,
  RestoreProjectPayload,
  UpdateProjectPayload,
} from './project.payloads.ts'
import { Project } from './project.type.ts'

@Resolver()
export class ProjectResolver {
  @Query(() => Project, { nullable: true, description: 'The project with this id.' })
  async project(@Ctx() context: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    const projectId = requireId('Project', id)
    return (await loadProject(context, projectId)) ?? null
  }

  @Query(() => ProjectConnection, { description: 'The projects that you may read.' })
  async projects(@Ctx() { lab, actor }: Context, @Args(() => ProjectListArgs) args: ProjectListArgs) {
    const page = await pageProjects(lab, actor, args)
    return new ProjectConnection({ ...page, nodes: page.nodes.map((record) => new Project(record)) })
  }

  @Mutation(() => CreateProjectPayload, { description: 'Makes a project; you become its admin.' })
  async createProject(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CreateProjectInput, { description: 'What to make.' }) input: CreateProjectInput,
  ): Promise<CreateProjectPayload> {
    return { project: new Project(await createProject(lab, actor, input)) }
  }

  @Mutation(() => UpdateProjectPayload, { description: 'Renames or describes a project. Takes its admin.' })
  async updateProject(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => UpdateProjectInput, { description: 'What to change.' }) input: UpdateProjectInput,
  ): Promise<UpdateProjectPayload> {
    const id = requireId('Project', input.id)
    return { project: new Project(await updateProject(lab, actor, { ...input, id })) }
  }

  @Mutation(() => DeleteProjectPayload, {
    description: 'Deletes a project with all that is in it, until it is restored or purged. Takes its admin.',
  })
  async deleteProject(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeleteProjectInput, { description: 'Which.' }) { id }: DeleteProjectInput,
  ): Promise<DeleteProjectPayload> {
    return { project: new Project(await deleteProject(lab, actor, requireId('Project', id))) }
  }

  @Mutation(() => RestoreProjectPayload, { description: 'Brings a deleted project back. Takes its admin.' })
  async restoreProject(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreProjectInput, { description: 'Which.' }) { id }: RestoreProjectInput,
  ): Promise<RestoreProjectPayload> {
    return { project: new Project(await restoreProject(lab, actor, requireId('Project', id))) }
  }
}
