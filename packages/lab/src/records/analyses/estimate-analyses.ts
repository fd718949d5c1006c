import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { WorkState } from '../../platform/database/tables.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { drawsOf, estimateSeconds, findSpeeds, typicalSpeed, type Speed } from './measure-speed.ts'
import { planAnalyses, type PlannedAnalysis } from './plan-analysis.ts'
import type { StartAnalysesInput } from './start-analyses.ts'

/** Estimate of one measure over all of the runs. */
export interface MeasureEstimate {
  readonly measure: string
  readonly analyses: number
  /** Number of analyses with a stored result, which are not computed again. */
  readonly answered: number
  /** Number of analyses that are queued or running. */
  readonly underWay: number
  /** Seconds for the remaining analyses on one device. */
  readonly seconds: number
  /** Number of finished analyses of the measure behind the estimate; 0 if a typical processor is assumed. */
  readonly from: number
}

export interface AnalysesEstimate extends Omit<MeasureEstimate, 'measure'> {
  /** Estimates of the measures, in the order of the request. */
  readonly measures: readonly MeasureEstimate[]
  /** Reason why the analyses cannot be started; null if they can. */
  readonly problem: string | null
}

type Asked = Pick<StartAnalysesInput, 'runIds' | 'analyses' | 'site' | 'recompute'>

/** Estimates a call of startAnalyses: how much it computes, how long that takes, or why it would be rejected. */
export async function estimateAnalyses(lab: Lab, actor: Actor, input: Asked): Promise<AnalysesEstimate> {
  try {
    const planned = await planAnalyses(lab, actor, input.runIds, input.analyses, input.site)
    // Of measures that there are: without runs nobody has looked at the names, which may be anything.
    const speeds = await findSpeeds(lab, actor, planned.map(({ plan }) => plan.measure)) // prettier-ignore
    return sum(await estimateEach(lab, planned, input.recompute ?? false, speeds))
  } catch (error) {
    if (error instanceof LabError) return { ...sum([]), problem: error.message }
    throw error
  }
}

async function estimateEach(
  lab: Lab,
  planned: readonly PlannedAnalysis[],
  recompute: boolean,
  speeds: ReadonlyMap<string, Speed>,
): Promise<MeasureEstimate[]> {
  const known = await findKnown(lab, planned)
  const estimates = new Map<string, MeasureEstimate>()
  const asked = new Set<string>()
  for (const { input, plan } of planned) {
    const { measure, question, options } = plan
    const speed = speeds.get(measure) ?? typicalSpeed
    const none = { measure, analyses: 0, answered: 0, underWay: 0, seconds: 0, from: speed.from }
    const so = estimates.get(measure) ?? none
    const state = asked.has(question) ? 'underWay' : stateOf(known.get(question) ?? [], input.id, recompute)
    asked.add(question)
    const size = { rows: input.testRows, width: input.width, draws: drawsOf(options) }
    const seconds = estimateSeconds(size, speed)
    estimates.set(measure, {
      ...so,
      analyses: so.analyses + 1,
      ...(state === 'new' ? { seconds: so.seconds + seconds } : { [state]: so[state] + 1 }),
    })
  }
  return [...estimates.values()]
}

interface Known {
  readonly question: string
  readonly representationId: string
  readonly state: WorkState
}

async function findKnown({ db }: Lab, planned: readonly PlannedAnalysis[]): Promise<Map<string, Known[]>> {
  const questions = planned.map(({ plan }) => plan.question)
  const rows = await db
    .selectFrom('analysis')
    .select(['question', 'representationId', 'state'])
    .where(sql<boolean>`question = any(${questions}::text[])`)
    .where('deletedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .execute()
  const known = new Map<string, Known[]>()
  for (const row of rows) known.set(row.question, [...(known.get(row.question) ?? []), row])
  return known
}

/** Returns the state in which findOrQueueAnalysis would find a question. */
function stateOf(known: readonly Known[], representationId: string, recompute: boolean) {
  const own = known.find((analysis) => analysis.representationId === representationId)
  if (own?.state === 'queued' || own?.state === 'running') return 'underWay'
  if (recompute || (own && own.state !== 'finished')) return 'new'
  return known.some(({ state }) => state === 'finished') ? 'answered' : 'new'
}

function sum(measures: readonly MeasureEstimate[]): AnalysesEstimate {
  const total = (name: 'analyses' | 'answered' | 'underWay' | 'seconds') =>
    measures.reduce((all, each) => all + each[name], 0)
  return {
    analyses: total('analyses'),
    answered: total('answered'),
    underWay: total('underWay'),
    seconds: total('seconds'),
    from: measures.length > 0 ? Math.min(...measures.map(({ from }) => from)) : 0,
    measures,
    problem: null,
  }
}
