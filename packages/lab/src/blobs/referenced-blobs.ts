import type { Tables } from '../database/tables.ts'

/**
 * Every column that points at a blob, with a foreign key to blob (hash): what none of them names may be purged. A new
 * column of that kind is a line here; a test holds the list against the schema.
 */
export const referencedBlobs = [
  { table: 'checkpoint', column: 'blobHash' },
  { table: 'representation', column: 'blobHash' },
  { table: 'analysis', column: 'resultBlob' },
  { table: 'runSummary', column: 'blobHash' },
  { table: 'job', column: 'stateBlob' },
] as const satisfies readonly { table: keyof Tables; column: string }[]
