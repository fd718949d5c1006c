import type { Analysis } from '@mitoscope/analysis'
import { formatCsvRow, type CsvCell } from '@mitoscope/analysis/csv'

/** Returns every number of an analysis as one long table, with a line per measure, quantity, chunk size and draw. */
export function analysisCsv(analysis: Analysis): string {
  const lines = ['measure,quantity,size,draw,value']
  const add = (...cells: CsvCell[]) => lines.push(formatCsvRow(cells))
  for (const { measure, result } of analysis.measures) {
    switch (result.shape) {
      case 'curves':
        for (const curve of result.curves) {
          curve.draws.forEach((row, i) =>
            row.forEach((value, draw) => add(measure, curve.id, result.sizes[i], draw, value)),
          )
        }
        for (const floor of result.floors)
          floor.values.forEach((value, i) => add(measure, floor.id, result.sizes[i], null, value))
        break
      case 'scalars':
        for (const { id, value } of result.scalars) add(measure, id, null, null, value)
        break
      case 'fit':
        for (const { id, value } of result.parameters) add(measure, id, null, null, value)
        for (const { x, y } of result.points) add(measure, 'point', x, null, y)
        break
      case 'partition':
        result.groups.forEach((group, g) => {
          add(measure, 'r2', group.neurons.length, g, group.r2)
          add(measure, 'testError', group.neurons.length, g, group.testError)
          add(measure, 'trainError', group.neurons.length, g, group.trainError)
          for (const neuron of group.neurons) add(measure, 'neuron', group.neurons.length, g, neuron)
        })
        break
      case 'matrix':
        for (const { a, b, value, p } of result.pairs) {
          add(measure, `pair ${a} ${b}`, null, null, value)
          add(measure, `p ${a} ${b}`, null, null, p)
        }
    }
  }
  return `${lines.join('\n')}\n`
}
