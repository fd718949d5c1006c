import { CompareMetricDocument, type CompareMetricQuery } from '@mitoscope/schema/documents'
import type { Client } from 'urql'
import type { ChosenAxis } from '../figures/axis.ts'

/** A metric of some runs at the same steps. */
export type AlignedSeries = CompareMetricQuery['metricSeries']

/** Steps from and to, both included; from the first or to the last where they are left out. */
export interface StepRange {
  readonly from?: number
  readonly to?: number
}

/** Every step that any of the runs has logged, however many: what the server would leave out is asked for in halves. */
export async function fetchWholeSeries(
  ask: (range: StepRange) => Promise<AlignedSeries>,
  range: StepRange = {},
): Promise<AlignedSeries> {
  const answer = await ask(range)
  if (!answer.thinned || answer.steps.length === 0) return answer
  const middle = Math.floor((answer.steps[0] + answer.steps.at(-1)!) / 2)
  const before = await fetchWholeSeries(ask, { ...range, to: middle })
  const after = await fetchWholeSeries(ask, { ...range, from: middle + 1 })
  return join(before, after)
}

/** One after the other; a run that has nothing in either is empty there. */
function join(before: AlignedSeries, after: AlignedSeries): AlignedSeries {
  const runs = new Map([...before.runs, ...after.runs].map((series) => [series.run.id, series]))
  const valuesIn = ({ runs: own, steps }: AlignedSeries, id: string | undefined) =>
    own.find(({ run }) => run.id === id)?.values ?? steps.map(() => null)
  return {
    ...before,
    x: [...before.x, ...after.x],
    steps: [...before.steps, ...after.steps],
    mean: [...before.mean, ...after.mean],
    std: [...before.std, ...after.std],
    sem: [...before.sem, ...after.sem],
    ci95: [...before.ci95, ...after.ci95],
    n: [...before.n, ...after.n],
    thinned: false,
    runs: [...runs].map(([id, series]) => ({
      ...series,
      values: [...valuesIn(before, id), ...valuesIn(after, id)],
    })),
  }
}

/** Maximum number of steps that the server returns at once. */
const mostPoints = 10_000

/** The metric of these runs with nothing left out. */
export function fetchWholeMetric(client: Client, name: string, runIds: string[]): Promise<AlignedSeries> {
  return fetchWholeSeries(async ({ from, to }) => {
    const { data, error } = await client
      .query(CompareMetricDocument, { name, runIds, points: mostPoints, from, to })
      .toPromise()
    if (error) throw error
    if (!data) throw new Error('The server sent no points.')
    return data.metricSeries
  })
}

/** The metric of these runs over another axis than the step, with as many places as the server returns. */
export async function fetchMostPlaces(
  client: Client,
  name: string,
  runIds: string[],
  { axis, axisMetric }: ChosenAxis,
): Promise<AlignedSeries> {
  const { data, error } = await client
    .query(CompareMetricDocument, { name, runIds, points: mostPoints, axis, axisMetric })
    .toPromise()
  if (error) throw error
  if (!data) throw new Error('The server sent no points.')
  return data.metricSeries
}
