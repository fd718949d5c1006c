import { recordWords } from '@mitoscope/schema/catalogue'
import type { PurgeMutation } from '@mitoscope/schema/documents'
import { countOf } from '../../format/format.ts'

type Purged = PurgeMutation['purge']

/** Describes what was deleted long ago, the largest things first; "nothing" if there is none of it. */
export function describeRecords(records: Purged['records']): string {
  const order = Object.keys(recordWords)
  const some = records
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map(({ kind, count }) => countOf(count, recordWords[kind].one, recordWords[kind].many))
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
