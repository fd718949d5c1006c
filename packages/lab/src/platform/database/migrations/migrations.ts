import type { Migration } from 'kysely/migration'
import { up as records } from './0001-records.ts'
import { up as accounts } from './0002-accounts.ts'
import { up as representedCheckpoints } from './0003-represented-checkpoints.ts'
import { up as pairComparisons } from './0004-pair-comparisons.ts'
import { up as runLifecycle } from './0005-run-lifecycle.ts'
import { up as labIdentity } from './0006-lab-identity.ts'
import { up as rights } from './0007-rights.ts'
import { up as trainingFacts } from './0008-training-facts.ts'
import { up as claims } from './0009-claims.ts'
import { up as wallTimes } from './0010-wall-times.ts'
import { up as sites } from './0011-sites.ts'
import { up as runEnvironment } from './0012-run-environment.ts'
import { up as addedTensors } from './0013-added-tensors.ts'

/**
 * Every migration by name, in order. A released migration never changes: later changes are a new file and a
 * line.
 */
export const migrations: Record<string, Migration> = {
  '0001-records': { up: records },
  '0002-accounts': { up: accounts },
  '0003-represented-checkpoints': { up: representedCheckpoints },
  '0004-pair-comparisons': { up: pairComparisons },
  '0005-run-lifecycle': { up: runLifecycle },
  '0006-lab-identity': { up: labIdentity },
  '0007-rights': { up: rights },
  '0008-training-facts': { up: trainingFacts },
  '0009-claims': { up: claims },
  '0010-wall-times': { up: wallTimes },
  '0011-sites': { up: sites },
  '0012-run-environment': { up: runEnvironment },
  '0013-added-tensors': { up: addedTensors },
}
