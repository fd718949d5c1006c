import { SweepPageDocument } from '@mitoscope/schema/documents'
import type { Client } from 'urql'
import { loadFigures } from '../figures/plot.ts'
import type { Taken } from '../export/formats.ts'
import { toSweepInput } from '../sweep/to-sweep-input.ts'

/** The picture that the sweep's page has of its groups, of which Home shows the lines. Throws where there is none to read. */
export async function fetchGroupsFigure(client: Client, sweepId: string): Promise<Taken> {
  const { data, error } = await client.query(SweepPageDocument, { id: sweepId }).toPromise()
  const report = data?.sweep?.report
  if (!report) throw error ?? new Error('The report of this sweep was deleted.')
  const { sweepFigures } = await loadFigures()
  const input = toSweepInput(report)
  const figure = sweepFigures(input).find(({ id }) => id === 'groups-by-width')
  if (!figure) throw new Error('The report contains no groups to draw.')
  return { figure, drawn: { of: 'sweep', input } }
}
