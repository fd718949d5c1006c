import { listRuns, type SweepConfig } from '@mitoscope/training'
import type { Actor } from '../access/actor.ts'
import { drawsOf, estimateSeconds, findSpeeds, typicalSpeed } from '../analyses/measure-speed.ts'
import { parseRequests, type AnalysisRequest } from '../analyses/plan-analysis.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { parseConfig } from './parse-config.ts'
import { estimateRun } from './run-priority.ts'

export interface SweepEstimate {
  readonly runs: number
  /** Seconds for training all runs on one core of a typical processor. */
  readonly seconds: number
  /** Number of analyses that follow. */
  readonly analyses: number
  /** Seconds for these analyses on one device, at the recent speed of the lab if it is known. */
  readonly analysisSeconds: number
  /** Reason why the settings cannot be used; null if they can. */
  readonly problem: string | null
}

/** Estimates the work of settings and the analyses of every run before they are started. */
export async function estimateConfig(
  lab: Lab,
  actor: Actor,
  given: object,
  analyses: readonly AnalysisRequest[],
): Promise<SweepEstimate> {
  try {
    const config = parseConfig(given)
    const widths = listRuns(config).map(({ width }) => width)
    const seconds = widths.reduce((sum, width) => sum + estimateRun(config, width), 0)
    return {
      runs: widths.length,
      seconds,
      ...(await estimateAll(lab, actor, config, widths, analyses)),
      problem: null,
    }
  } catch (error) {
    if (!(error instanceof LabError)) throw error
    return { runs: 0, seconds: 0, analyses: 0, analysisSeconds: 0, problem: error.message }
  }
}

async function estimateAll(
  lab: Lab,
  actor: Actor,
  { testSize: rows }: SweepConfig,
  widths: readonly number[],
  given: readonly AnalysisRequest[],
) {
  const requests = parseRequests(given)
  const speeds = await findSpeeds(lab, actor, requests.map(({ measure }) => measure)) // prettier-ignore
  const seconds = requests.flatMap(({ measure, options }) => {
    const draws = drawsOf(options)
    return widths.map((width) => estimateSeconds({ rows, width, draws }, speeds.get(measure) ?? typicalSpeed))
  })
  return { analyses: seconds.length, analysisSeconds: seconds.reduce((sum, each) => sum + each, 0) }
}
