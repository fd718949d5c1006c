import { createPayload } from '../mutation-types.ts'
import { Model } from './model.type.ts'

export const CreateModelPayload = createPayload('CreateModel', 'model', () => Model, 'The created model.')

export const UpdateModelPayload = createPayload(
  'UpdateModel',
  'model',
  () => Model,
  'The model after the call.',
)

export const DeleteModelPayload = createPayload(
  'DeleteModel',
  'model',
  () => Model,
  'The deleted model; restoreModel restores it.',
)

export const RestoreModelPayload = createPayload('RestoreModel', 'model', () => Model, 'The restored model.')
