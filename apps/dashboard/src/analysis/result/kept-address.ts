import type { Analysis } from '../analysis.ts'

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
