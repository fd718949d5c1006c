import { createProject, deleteProject, listProjects, restoreProject, updateProject } from '@mitoscope/lab'
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import { type ById } from '../mutation-types.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { loadProject } from './project.type.ts'
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
  @Query(() => Project, {
    nullable: true,
    description: 'Project by its ID; null if it does not exist or you may not read it.',
  })
  async project(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Global ID of the project.' }) id: string,
  ) {
    const projectId = requireId('Project', id)
    return (await loadProject(context, projectId)) ?? null
  }

  @Query(() => ProjectConnection, { description: 'Projects that you may read.' })
  async projects(@Ctx() { lab, actor }: Context, @Args(() => ProjectListArgs) args: ProjectListArgs) {
    const page = await listProjects(lab, actor, args)
    return new ProjectConnection({ ...page, nodes: page.nodes.map((record) => new Project(record)) })
  }

  @Mutation(() => CreateProjectPayload, {
    description: 'Creates a project; the caller becomes its first ADMIN. Requires a site administrator.',
  })
  async createProject(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CreateProjectInput, { description: 'Project to create.' }) input: CreateProjectInput,
  ) {
    return { project: new Project(await createProject(lab, actor, input)) }
  }

  @Mutation(() => UpdateProjectPayload, {
    description: 'Updates the name or description of a project. Requires the ADMIN role.',
  })
  async updateProject(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => UpdateProjectInput, { description: 'Project to update, with the new values.' })
    input: UpdateProjectInput,
  ) {
    const id = requireId('Project', input.id)
    return { project: new Project(await updateProject(lab, actor, { ...input, id })) }
  }

  @Mutation(() => DeleteProjectPayload, {
    description:
      'Soft-deletes a project with all its contents and cancels their jobs. restoreProject restores it until a purge removes it. Requires the ADMIN role.',
  })
  async deleteProject(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeleteProjectInput, { description: 'Project to delete.' }) { id }: ById,
  ) {
    return { project: new Project(await deleteProject(lab, actor, requireId('Project', id))) }
  }

  @Mutation(() => RestoreProjectPayload, {
    description: 'Restores a soft-deleted project. Requires the ADMIN role.',
  })
  async restoreProject(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreProjectInput, { description: 'Project to restore.' })
    { id }: ById,
  ) {
    return { project: new Project(await restoreProject(lab, actor, requireId('Project', id))) }
  }
}
