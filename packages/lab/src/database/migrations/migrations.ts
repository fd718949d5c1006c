import type { Migration } from 'kysely'
import { up as records } from './0001-records.ts'
import { up as accounts } from './0002-accounts.ts'
import { up as representedCheckpoints } from './0003-represented-checkpoints.ts'

/** Every migration by name, in order. A released one is never changed: what comes later is a new file and a line. */
export const migrations: Record<string, Migration> = {
  '0001-records': { up: records },
  '0002-accounts': { up: accounts },
  '0003-represented-checkpoints': { up: representedCheckpoints },
}
