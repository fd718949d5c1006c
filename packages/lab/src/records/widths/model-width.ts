import type { RunScope } from '../runs/run-scope.ts'

/** Runs of a model at one width; of one weight decay, since a mean over seeds requires all else equal, or of all. */
export interface ModelWidth {
  readonly projectId: string
  readonly modelId: string
  readonly width: number
  /** Weight decay of the runs; undefined if several are mixed, null for runs without one. */
  readonly weightDecay?: number | null
  readonly runCount: number
  readonly finishedCount: number
  readonly interpolatedCount: number
  /** Weight decays of the runs, ascending; null for none. */
  readonly weightDecays: readonly (number | null)[]
}

/** Returns the unique name of a width: the model, the width and the weight decay, if it has one. */
export function widthId({
  modelId,
  width,
  weightDecay,
}: Pick<ModelWidth, 'modelId' | 'width' | 'weightDecay'>): string {
  const start = `${modelId}.${width}`
  return weightDecay === undefined ? start : `${start}.${weightDecay ?? 'none'}`
}

/** Parses the id of a width; undefined if it is invalid. */
export function parseWidthId(
  id: string,
): (RunScope & { readonly model: string; readonly width: number }) | undefined {
  const match = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})(?:\.(.+))?$/.exec(id)
  if (!match) return undefined
  const [, model, width, decay] = match
  if (decay === undefined) return { model, width: Number(width) }
  const weightDecay = decay === 'none' ? null : Number(decay)
  if (weightDecay !== null && !Number.isFinite(weightDecay)) return undefined
  return { model, width: Number(width), weightDecay }
}

export function scopeOf({ modelId, width, weightDecay }: ModelWidth): RunScope {
  return { model: modelId, width, ...(weightDecay !== undefined && { weightDecay }) }
}
