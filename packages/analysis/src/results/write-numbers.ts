import { formatCsvRow } from '../csv.ts'
import { listNumbers } from '../shapes/shapes.ts'
import type { Analysis } from './analysis.ts'

/** Returns every number of an analysis as one long CSV table, with a line per measure, quantity, chunk size and draw. */
export function writeNumbers({ measures }: Pick<Analysis, 'measures'>): string {
  const lines = measures.flatMap(({ measure, result }) =>
    listNumbers(result).map((row) => formatCsvRow([measure, ...row])),
  )
  return `${['measure,quantity,size,draw,value', ...lines].join('\n')}\n`
}
