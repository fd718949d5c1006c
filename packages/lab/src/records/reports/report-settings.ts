import { createHash } from 'node:crypto'
import type { ReportSettings } from '../../platform/database/tables.ts'
import { measures } from '../measures/measures.ts'

export const defaultSettings: ReportSettings = { threshold: 0.99, draws: 40, seed: 0 }

/** Version of summaries, raised if a run would give other or more numbers although no measure changed. */
const version = 2
const behind = ['chunk-error', 'reconstruction', 'residual-correlation', 'critical-width']

/** Returns the hash of a run's summary: equal hashes are equal summaries, in whichever sweep. */
export function summaryQuestion(
  inputHash: string,
  { threshold, draws, seed }: ReportSettings,
  withNoise: boolean,
): string {
  const used = withNoise ? [...behind, 'independent-noise'] : behind
  const versions = used.map((id) => measures.find((measure) => measure.id === id)?.version)
  const asked = ['run summary', version, inputHash, versions, threshold, draws, seed]
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex')
}

/** Returns the hash of the logits of the whole layer on the test inputs: equal hashes are equal logits. */
export function logitsQuestion(inputHash: string): string {
  return createHash('sha256')
    .update(JSON.stringify(['run logits', 1, inputHash]))
    .digest('hex')
}
