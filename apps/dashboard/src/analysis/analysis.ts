import type { AnalysisPageQuery, AnalysisResultPartsFragment } from '@mitoscope/schema/documents'
import type { SlimShape } from '@mitoscope/analysis/shapes'

/** An analysis as its page reads it. */
export type Analysis = NonNullable<AnalysisPageQuery['analysis']>

/** Result of an analysis, by its shape. */
export type AnalysisResult = AnalysisResultPartsFragment

/** One number with its interval. */
export type Interval = Analysis['scalars'][number]

/** Returns the file name of an analysis, without its ending. */
export function fileName({ measure, run }: Pick<Analysis, 'measure' | 'run'>): string {
  return run ? `${run.name}-${measure}` : measure
}

/**
 * Returns the address where the measured choice of groups can be changed: the page of the layer, with that
 * choice.
 */
export function keptAddress({ id, options }: Pick<Analysis, 'id' | 'options'>): string {
  const { groups, replaced, by, readout } = options as Readonly<Record<string, unknown>>
  const view = new URLSearchParams({ id })
  // A group that counts twice is no place of the form's: it is kept once there.
  if (Array.isArray(groups)) view.set('keep', [...new Set(groups)].join())
  if (typeof replaced === 'number' && typeof by === 'number') {
    view.set('replaced', String(replaced))
    view.set('by', String(by))
  }
  if (typeof readout === 'string' && readout !== 'ORIGINAL') view.set('readout', readout)
  return `/groups?${view.toString()}`
}

/** Returns a result of the API in the form in which results of all shapes are listed and tabulated. */
export function toSlimShape({ __typename, ...result }: AnalysisResult): SlimShape {
  // The type of the shape "curves" is CurvesResult.
  const shape = __typename.replace(/Result$/, '').toLowerCase()
  return { shape, ...result } as unknown as SlimShape
}
