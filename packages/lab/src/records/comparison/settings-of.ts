import type { JsonObject } from '../../platform/database/column-types.ts'
import type { Model } from '../models/model.ts'
import type { TrainingRun } from '../runs/training-run.ts'

/**
 * Returns all settings of a run by path: its configuration, its model's recipe, and the columns of both, for
 * example width and dataset.
 */
export function settingsOf(run: TrainingRun, model: Model | undefined): Map<string, unknown> {
  const settings = new Map<string, unknown>()
  const set = (path: string, value: unknown) => {
    if (value !== null && value !== undefined) settings.set(path, value)
  }
  for (const [path, value] of flattenConfig(model?.recipe ?? {})) set(`recipe.${path}`, value)
  set('model', model?.name)
  set('architecture', model?.architecture)
  for (const [path, value] of flattenConfig(run.config)) settings.set(path, value)
  set('width', run.width)
  set('seed', run.seed)
  set('weightDecay', run.weightDecay)
  set('dataset', run.dataset)
  return settings
}

/** Returns the values of a configuration by path, names joined by dots; a list is one value. */
function flattenConfig(config: JsonObject, prefix = ''): Map<string, unknown> {
  const flat = new Map<string, unknown>()
  for (const [name, value] of Object.entries(config)) {
    const path = prefix + name
    if (typeof value !== 'object' || value === null || Array.isArray(value)) flat.set(path, value)
    else for (const [inner, leaf] of flattenConfig(value as JsonObject, `${path}.`)) flat.set(inner, leaf)
  }
  return flat
}
