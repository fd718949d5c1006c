import { createHash } from 'node:crypto'
import type { ReportSettings } from '../database/tables.ts'
import { measures } from '../measures/measures.ts'

export const usualSettings: ReportSettings = { threshold: 0.99, draws: 40, seed: 0 }

/** Raised when the same run would give other or more numbers although no measure below changed. */
const version = 2
const behind = ['chunk-error', 'reconstruction', 'residual-correlation', 'critical-width']

/** The same hash is the same summary of a run, in whichever sweep it is. */
export function summaryQuestion(inputHash: string, { threshold, draws, seed }: ReportSettings): string {
  const versions = behind.map((id) => measures.find((measure) => measure.id === id)?.version)
  const asked = ['run summary', version, inputHash, versions, threshold, draws, seed]
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex')
}

/** The same hash is the same logits of the whole layer on the test inputs. */
export function logitsQuestion(inputHash: string): string {
  return createHash('sha256')
    .update(JSON.stringify(['run logits', 1, inputHash]))
    .digest('hex')
}
