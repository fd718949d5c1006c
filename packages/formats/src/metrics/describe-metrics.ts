import type { Findings } from './findings.ts'
import { quote } from './findings.ts'
import type { MetricsReport } from './read-metrics.ts'

const expectedFormats =
  'Expected: JSON lines such as {"step": 1, "loss": 0.3}, one JSON array of such objects, CSV whose first line names a ' +
  'column step, _step, global_step or epoch, or the trainer_state.json of a Hugging Face Trainer. ' +
  'For a step with another name, add --step NAME.'

/** Returns sentences on everything in an input besides the logged points; none if there is nothing else. */
export function describeMetrics(report: MetricsReport, passedOn: boolean): string[] {
  const { name, reader, leftOut, points, binary, failure } = report
  const { texts, problems } = reader
  const told: string[] = []
  if (binary) {
    const other = binary.isRepresentation ? ': mitoscope upload sends representations' : ''
    return [`${name} ${binary.problem}, not metrics${other}. ${expectedFormats}`]
  }
  if (failure !== undefined) told.push(`${name} could not be read to its end: ${failure}.`)
  if (problems.count > 0)
    told.push(`${name}: ${lines(problems.count)} not logged in full: ${list(problems, (text) => text)}.`)
  if (texts.count > 0) {
    const verb = passedOn ? ' and passed on' : ''
    told.push(`${name}: ${lines(texts.count)} taken for no data${verb}: ${list(texts, quote)}.`)
  }
  if (leftOut.length > 0)
    told.push(`${name}: values that are not numbers are left out: ${leftOut.map(quote).join(', ')}.`)
  if (reader.table.header?.cells.includes(''))
    told.push(`${name}: a column without a name in the first line is left out.`)
  if (points === 0) told.push(`${name} holds no points: ${describeFound(report)}. ${expectedFormats}`)
  return told
}

function describeFound({ reader, bytes, head }: MetricsReport): string {
  const { header } = reader.table
  const keys = [...reader.records.keys]
  if (bytes === 0) return 'it is empty'
  if (header && reader.rows === 0 && reader.problems.count === 0 && reader.texts.count <= 1)
    return `it has a header with the columns ${some(header.cells)}, and no row below`
  if (header) return `it has the columns ${some(header.cells)}`
  if (keys.length > 0) return `it has objects with the keys ${some(keys)}`
  const [first] = reader.texts.first
  if (first && isReadable(first.text)) return `its first line that is not empty is ${quote(first.text)}`
  const hex = Array.from(head.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0'))
  return `its first bytes are ${hex.join(' ')}`
}

function isReadable(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return !/[\0-\x08\x0e-\x1f\uFFFD]/.test(text)
}

function some(names: readonly string[]): string {
  const mostNames = 12
  const rest = names.length - mostNames
  return names.slice(0, mostNames).map(quote).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

function lines(count: number): string {
  return count === 1 ? '1 line was' : `${count} lines were`
}

function list({ first, more, moreLines }: Findings, word: (text: string) => string): string {
  const named = first.map(({ line, text }) => `line ${line}: ${word(text)}`).join('; ')
  return more > 0 ? `${named}; and ${more} more, in lines ${moreLines}` : named
}
