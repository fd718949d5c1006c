import { formatNumber } from '../parts/format.ts'
import type { HomeProjectFragment } from '@mitoscope/schema/documents'

/** What a project holds and what one may do there, as "2 models · 45 runs · you are its admin". */
export function describeContents({ models, runs, viewerRole }: HomeProjectFragment): string {
  const count = (n: number, word: string) => `${formatNumber(n)} ${word}${n === 1 ? '' : 's'}`
  const role = viewerRole && `you are its ${viewerRole.toLowerCase()}`
  return [count(models.totalCount, 'model'), count(runs.totalCount, 'run'), role].filter(Boolean).join(' · ')
}
