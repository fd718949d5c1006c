import { createModel, deleteModel, restoreModel, updateModel } from '@mitoscope/lab'
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import { type ById } from '../mutation-types.ts'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { loadModel } from './model.type.ts'
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
  @Query(() => Model, {
    nullable: true,
    description: 'Model by its ID; null if it does not exist or you may not read it.',
  })
  async model(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Global ID of the model.' }) id: string,
  ) {
    const modelId = requireId('Model', id)
    return (await loadModel(context, modelId)) ?? null
  }

  @Query(() => ModelConnection, { description: 'Models that you may read, in one project or in all.' })
  models(
    @Ctx() context: Context,
    @Args(() => ModelListArgs) args: ModelListArgs,
    @Arg('projectId', () => ID, {
      nullable: true,
      description: 'Global ID of the project to list; all projects if omitted.',
    })
    projectId?: string | null,
  ) {
    return loadModelPage(context, requireGiven('Project', projectId) ?? null, args)
  }

  @Mutation(() => CreateModelPayload, {
    description: 'Creates a model whose runs scripts log. Requires the EDITOR role.',
  })
  async createModel(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CreateModelInput, { description: 'Model to create.' }) input: CreateModelInput,
  ) {
    const projectId = requireId('Project', input.projectId)
    return { model: new Model(await createModel(lab, actor, { ...input, projectId })) }
  }

  @Mutation(() => UpdateModelPayload, {
    description: 'Updates the name, notes or recipe of a model. Requires the EDITOR role.',
  })
  async updateModel(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => UpdateModelInput, { description: 'Model to update, with the new values.' })
    input: UpdateModelInput,
  ) {
    const id = requireId('Model', input.id)
    return { model: new Model(await updateModel(lab, actor, { ...input, id })) }
  }

  @Mutation(() => DeleteModelPayload, {
    description:
      'Soft-deletes a model with its runs and cancels their jobs. restoreModel restores it until a purge removes it. Requires the EDITOR role.',
  })
  async deleteModel(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeleteModelInput, { description: 'Model to delete.' }) { id }: ById,
  ) {
    return { model: new Model(await deleteModel(lab, actor, requireId('Model', id))) }
  }

  @Mutation(() => RestoreModelPayload, {
    description: 'Restores a soft-deleted model with its runs. Requires the EDITOR role.',
  })
  async restoreModel(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreModelInput, { description: 'Model to restore.' }) { id }: ById,
  ) {
    return { model: new Model(await restoreModel(lab, actor, requireId('Model', id))) }
  }
}
