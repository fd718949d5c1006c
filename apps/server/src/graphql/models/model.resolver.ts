import { createModel, deleteModel, restoreModel, updateModel } from '@mitoscope/lab'
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { loadModel } from './load-model.ts'
import { loadModelPage } from './load-model-page.ts'
import { ModelConnection, ModelListArgs } from './model-list.args.ts'
import { CreateModelInput, DeleteModelInput, RestoreModelInput, UpdateModelInput } from './model.inputs.ts'
import {
  CreateModelPayload,
  DeleteModelPayload,
  RestoreModelPayload,
  UpdateModelPayload,
} from './model.payloads.ts'
import { Model } from './model.type.ts'

@Resolver()
export class ModelResolver {
  @Query(() => Model, { nullable: true, description: 'The model with this id.' })
  async model(@Ctx() context: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    const modelId = requireId('Model', id)
    return (await loadModel(context, modelId)) ?? null
  }

  @Query(() => ModelConnection, { description: 'Models that you may read, of a project or of all.' })
  models(
    @Ctx() context: Context,
    @Args(() => ModelListArgs) args: ModelListArgs,
    @Arg('projectId', () => ID, { nullable: true, description: 'Of this project only.' })
    projectId?: string | null,
  ) {
    return loadModelPage(context, requireGiven('Project', projectId) ?? null, args)
  }

  @Mutation(() => CreateModelPayload, { description: 'Makes a model, whose runs scripts then log.' })
  async createModel(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CreateModelInput, { description: 'What to make.' }) input: CreateModelInput,
  ): Promise<CreateModelPayload> {
    const projectId = requireId('Project', input.projectId)
    return { model: new Model(await createModel(lab, actor, { ...input, projectId })) }
  }

  @Mutation(() => UpdateModelPayload, { description: 'Changes a name, notes or a recipe.' })
  async updateModel(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => UpdateModelInput, { description: 'What to change.' }) input: UpdateModelInput,
  ): Promise<UpdateModelPayload> {
    const id = requireId('Model', input.id)
    return { model: new Model(await updateModel(lab, actor, { ...input, id })) }
  }

  @Mutation(() => DeleteModelPayload, {
    description: 'Deletes a model with its runs, until it is restored or purged.',
  })
  async deleteModel(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeleteModelInput, { description: 'Which.' }) { id }: DeleteModelInput,
  ): Promise<DeleteModelPayload> {
    return { model: new Model(await deleteModel(lab, actor, requireId('Model', id))) }
  }

  @Mutation(() => RestoreModelPayload, { description: 'Brings a deleted model back, with its runs.' })
  async restoreModel(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreModelInput, { description: 'Which.' }) { id }: RestoreModelInput,
  ): Promise<RestoreModelPayload> {
    return { model: new Model(await restoreModel(lab, actor, requireId('Model', id))) }
  }
}
