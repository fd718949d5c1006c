import { AnalysisPageDocument } from '@mitoscope/schema/documents'
import { measureOf } from '@mitoscope/schema/catalogue'
import type { Client } from 'urql'
import { drawWholeFigure, fetchWholeFigure } from '../analysis/result/whole-figure.ts'
import type { Taken } from '../export/formats.ts'

/**
 * The figure of an analysis as its own page hands it out, drawn of every cell. `result` is what is stored of it, where
 * that was read before; else it is read now, from an address that is signed now.
 */
export async function fetchAnalysisFigure(client: Client, id: string, result?: unknown): Promise<Taken> {
  const { data, error } = await client
    .query(AnalysisPageDocument, { id, critical: measureOf.CRITICAL_SIZE }, { requestPolicy: 'network-only' })
    .toPromise()
  if (error) throw error
  if (!data?.analysis) throw new Error('The analysis was deleted.')
  const { analysis } = data
  // What is drawn beside it has other ids: the figure of a result is called as its measure.
  return result === undefined
    ? fetchWholeFigure(analysis, analysis.measure)
    : drawWholeFigure(analysis, analysis.measure, result)
}
