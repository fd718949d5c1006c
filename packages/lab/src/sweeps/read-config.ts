import { BadSweep, checkSweep, defaultSweep, listRuns, type SweepConfig } from '@mitoscope/training'
import { LabError } from '../errors/lab-error.ts'

const longestList = 1_000
const mostRuns = 2_000

/** Validates settings and fills in their defaults. Throws BAD_USER_INPUT for invalid settings. */
export function readConfig(given: object): SweepConfig {
  const set = Object.entries(given).filter(([, value]) => value !== undefined && value !== null)
  for (const [name, value] of set) refuseLong(name, value)
  try {
    const config = checkSweep({ ...defaultSweep, contrasts: [], ...Object.fromEntries(set) })
    refuseMany(config)
    return config
  } catch (error) {
    if (error instanceof BadSweep) throw new LabError('BAD_USER_INPUT', `${error.message}.`)
    throw error
  }
}

/** Throws for a list that is too long, before its entries, or pairs of them, are checked. */
function refuseLong(name: string, value: unknown): void {
  if (!Array.isArray(value) || value.length <= longestList) return
  throw new LabError(
    'BAD_USER_INPUT',
    `${name}: ${value.length} entries are too many. Give at most ${longestList}.`,
  )
}

function refuseMany(config: SweepConfig): void {
  const { widths, seeds, weightDecays, contrasts } = config
  const extra = contrasts.reduce((sum, contrast) => sum + contrast.seeds.length, 0)
  const most = widths.length * (seeds.length * weightDecays.length + extra)
  const runs = most > 50 * mostRuns ? most : listRuns(config).length
  if (runs <= mostRuns) return
  throw new LabError(
    'RESOURCE_EXHAUSTED',
    `These settings make ${runs} runs. Make at most ${mostRuns} in one sweep: use fewer widths, seeds or weight decays.`,
  )
}
