import { countOf } from '../format/count-of.ts'
import type { HomeProjectFragment } from '@mitoscope/schema/documents'

/**
 * Describes what a project holds and what the viewer may do there, as "2 models · 45 runs · you are its
 * admin".
 */
export function describeContents({ models, runs, viewerRole }: HomeProjectFragment): string {
  const role = viewerRole && `you are its ${viewerRole.toLowerCase()}`
  return [countOf(models.totalCount, 'model'), countOf(runs.totalCount, 'run'), role]
    .filter(Boolean)
    .join(' · ')
}
