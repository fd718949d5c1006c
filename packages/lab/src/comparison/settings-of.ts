import type { Model } from '../models/model.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import { flattenConfig } from './flatten-config.ts'

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
