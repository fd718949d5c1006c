import { CompareMetricDocument } from '@mitoscope/schema/documents'
import type { Client } from 'urql'
import { fetchWholeSeries, type AlignedSeries } from './fetch-whole-series.ts'

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
