import type { Tables } from '../database/tables.ts'

/**
 * Every column that points at a blob, with a foreign key to blob (hash); a purge may remove a blob that none
 * of them names. A new column of that kind is a line here; a test compares the list with the schema.
 */
export const referencedBlobs = [
  { table: 'checkpoint', column: 'blobHash' },
  { table: 'representation', column: 'blobHash' },
  { table: 'analysis', column: 'resultBlob' },
  { table: 'runSummary', column: 'blobHash' },
  { table: 'job', column: 'stateBlob' },
] as const satisfies readonly { table: keyof Tables; column: string }[]
