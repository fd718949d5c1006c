import { BadSweep, checkSweep, defaultSweep, listRuns, type SweepConfig } from '@mitoscope/training'
import { LabError } from '../../platform/errors/lab-error.ts'

const maxListLength = 1_000
const maxRuns = 2_000

/** Validates settings and fills in their defaults. Throws BAD_USER_INPUT for invalid settings. */
export function parseConfig(given: object): SweepConfig {
  const set = Object.entries(given).filter(([, value]) => value !== undefined && value !== null)
  for (const [name, value] of set) rejectLong(name, value)
  try {
    const config = checkSweep({ ...defaultSweep, contrasts: [], ...Object.fromEntries(set) })
    rejectMany(config)
    return config
  } catch (error) {
    if (error instanceof BadSweep) throw new LabError('BAD_USER_INPUT', `${error.message}.`)
    throw error
  }
}

/** Throws for a list that is too long, before its entries, or pairs of them, are checked. */
function rejectLong(name: string, value: unknown): void {
  if (!Array.isArray(value) || value.length <= maxListLength) return
  throw new LabError(
    'BAD_USER_INPUT',
    `${name}: ${value.length} entries are too many. Give at most ${maxListLength}.`,
  )
}

function rejectMany(config: SweepConfig): void {
  const { widths, seeds, weightDecays, contrasts } = config
  const extra = contrasts.reduce((sum, contrast) => sum + contrast.seeds.length, 0)
  const upperBound = widths.length * (seeds.length * weightDecays.length + extra)
  const runs = upperBound > 50 * maxRuns ? upperBound : listRuns(config).length
  if (runs <= maxRuns) return
  throw new LabError(
    'RESOURCE_EXHAUSTED',
    `These settings make ${runs} runs. Make at most ${maxRuns} in one sweep: use fewer widths, seeds or weight decays.`,
  )
}
