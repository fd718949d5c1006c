import { describeModelSettings, type SweepConfig } from '@mitoscope/training'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import type { Queries } from '../../platform/database/database.ts'
import { badInput, LabError, notFound } from '../../platform/errors/lab-error.ts'
import { findOrMakeNamedModel } from '../models/find-or-make-named-model.ts'
import type { Model } from '../models/model.ts'
import { requireProject } from '../projects/require-project.ts'
import { validateName } from '../../platform/rows/text-fields.ts'

export interface ModelChoice {
  /** Id of the model to train; alternative to `projectId`. */
  readonly modelId?: string | null
  /** Project of the model, which is found by its name, and created if missing. */
  readonly projectId?: string | null
  readonly modelName?: string | null
}

/** Returns the model that a configuration trains. Throws if it has another architecture or dataset. */
export async function findOrMakeModel(
  db: Queries,
  actor: Actor,
  choice: ModelChoice,
  config: SweepConfig,
): Promise<Model> {
  if (choice.modelId) return findById(db, actor, choice.modelId, config)
  const { projectId } = choice
  if (!projectId) throw badInput('modelId', 'neither it nor a project is given', 'Give one of the two')
  await requireProject(db, actor, projectId)
  const { architecture, dataset } = config
  const name = validateName('modelName', choice.modelName ?? `${architecture} on ${dataset}`)
  const recipe = describeModelSettings(config)
  const model = await findOrMakeNamedModel(db, actor, { projectId, name, architecture, dataset, recipe })
  rejectOther(model, config)
  return model
}

async function findById(db: Queries, actor: Actor, id: string, config: SweepConfig): Promise<Model> {
  const model = await db
    .selectFrom('model')
    .selectAll()
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .forShare()
    .executeTakeFirst()
  if (!model) throw notFound('model', id)
  requireRole(actor, model.projectId, 'editor', 'model', id)
  rejectOther(model, config)
  return model
}

function rejectOther(model: Model, { architecture, dataset }: SweepConfig): void {
  if (model.architecture === architecture && model.dataset === dataset) return
  throw new LabError(
    'CONFLICT',
    `The model "${model.name}" is ${model.architecture} on ${model.dataset}, not ${architecture} on ${dataset}. ` +
      'Choose another model, or another name for a new one.',
  )
}
