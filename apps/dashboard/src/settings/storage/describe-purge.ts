import type { PurgeMutation } from '@mitoscope/schema/documents'
import { countOf } from '../../format/count-of.ts'

type Purged = PurgeMutation['purge']

const words: Readonly<Record<string, readonly [one: string, many: string]>> = {
  project: ['project', 'projects'],
  model: ['model', 'models'],
  sweep: ['sweep', 'sweeps'],
  trainingRun: ['run', 'runs'],
  representation: ['representation', 'representations'],
  analysis: ['analysis', 'analyses'],
  pairComparison: ['comparison', 'comparisons'],
}

/** Describes what was deleted long ago, the largest things first; "nothing" if there is none of it. */
export function describeRecords(records: Purged['records']): string {
  const order = Object.keys(words)
  const some = records
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map(({ kind, count }) => countOf(count, ...(words[kind] ?? [kind, kind])))
  return some.join(', ') || 'nothing'
}

/** Returns true if a purge would remove nothing. */
export function isNothing({ blobs, records, leftovers }: Purged): boolean {
  return blobs === 0 && leftovers === 0 && records.every(({ count }) => count === 0)
}

/** The days of a field; undefined for anything but a whole number that the server takes. */
export function parseDays(text: string): number | undefined {
  const days = Number(text)
  return text.trim() !== '' && Number.isInteger(days) && days >= 0 && days <= 9_999 ? days : undefined
}
