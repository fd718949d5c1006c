import type { Actor } from '../access/actor.ts'
import type { Queries } from '../../platform/database/database.ts'
import { badInput, LabError } from '../../platform/errors/lab-error.ts'
import { findOrMakeNamedModel } from '../models/find-or-make-named-model.ts'
import { lockModel } from '../models/lock-model.ts'
import type { Model } from '../models/model.ts'
import { findOrMakeProject } from '../projects/find-or-make-project.ts'
import { requireProject } from '../projects/require-project.ts'
import { validateName } from '../../platform/rows/text-fields.ts'

export interface RunModelChoice {
  /** Id of the model; alternative to `modelName`. */
  readonly modelId?: string | null
  /** Name of the model, with its project or the project's name ("Default" by default). Missing ones are created. */
  readonly modelName?: string | null
  readonly projectId?: string | null
  readonly projectName?: string | null
  readonly architecture?: string | null
  /** Dataset of the run, and of a new model; that of the model by default. */
  readonly dataset?: string | null
}

type Choice = { readonly [Name in keyof RunModelChoice]-?: string | null }

/** Validates the choice. Throws BAD_USER_INPUT if it names no model, or contradicts itself. */
export function parseModelChoice(given: RunModelChoice): Choice {
  const { modelId = null, projectId = null } = given
  const parse = (field: keyof RunModelChoice) => {
    const value = given[field] ?? null
    return value === null ? null : validateName(field, value)
  }
  const [modelName, projectName] = [parse('modelName'), parse('projectName')]
  if (modelId === null && modelName === null)
    throw badInput('modelName', 'neither it nor modelId is given', 'Give one of the two')
  const beside = Object.entries({ modelName, projectId, projectName }).find(([, value]) => value !== null)
  if (modelId !== null && beside)
    throw badInput(beside[0], 'it is given together with modelId', 'Give modelId alone, or names alone')
  if (projectId !== null && projectName !== null)
    throw badInput('projectName', 'it is given together with projectId', 'Give one of the two')
  return { modelId, projectId, modelName, projectName, architecture: parse('architecture'), dataset: parse('dataset') } // prettier-ignore
}

/** Returns the project of the choice, created if only its name is given, and the model if its id is given. */
export async function chooseProject(
  db: Queries,
  actor: Actor,
  { modelId, projectId, projectName, architecture }: Choice,
): Promise<{ readonly projectId: string; readonly model?: Model }> {
  if (modelId !== null) {
    const model = await lockModel(db, actor, modelId)
    requireArchitecture(model, architecture)
    return { projectId: model.projectId, model }
  }
  if (projectId === null)
    return { projectId: (await findOrMakeProject(db, actor, projectName ?? 'Default')).id }
  await requireProject(db, actor, projectId)
  return { projectId }
}

/** Architecture and dataset of a new model of which a script says nothing; updateModel can name them. */
const unknown = 'unknown'

/** Returns the model of the choice, created if missing. The project was chosen before. */
export async function makeModel(
  db: Queries,
  actor: Actor,
  projectId: string,
  { modelName, architecture, dataset }: Choice,
): Promise<Model> {
  const model = await findOrMakeNamedModel(db, actor, {
    projectId,
    name: modelName!,
    architecture: architecture ?? unknown,
    dataset: dataset ?? unknown,
  })
  requireArchitecture(model, architecture)
  return model
}

function requireArchitecture({ name, architecture: known }: Model, asked: string | null): void {
  if (asked === null || asked === known) return
  throw new LabError(
    'CONFLICT',
    `The model "${name}" has the architecture ${known}, not ${asked}. Choose another model, or another name for a new one.`,
  )
}
