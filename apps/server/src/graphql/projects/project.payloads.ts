import { createPayload } from '../mutation-types.ts'
import { Project } from './project.type.ts'

export const CreateProjectPayload = createPayload(
  'CreateProject',
  'project',
  () => Project,
  'The created project.',
)

export const UpdateProjectPayload = createPayload(
  'UpdateProject',
  'project',
  () => Project,
  'The project after the call.',
)

export const DeleteProjectPayload = createPayload(
  'DeleteProject',
  'project',
  () => Project,
  'The deleted project; restoreProject restores it.',
)

export const RestoreProjectPayload = createPayload(
  'RestoreProject',
  'project',
  () => Project,
  'The restored project.',
)
