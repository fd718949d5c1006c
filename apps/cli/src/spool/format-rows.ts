import type { LoggedRow } from '@mitoscope/formats'
import type { SpoolEnd } from './spool-record.ts'

const names = new Map<string, string>()
const maxNames = 10_000

/** Returns rows as lines of a spool. */
export function formatRows(rows: readonly LoggedRow[]): string {
  let text = ''
  for (const { step, values } of rows) {
    if (values.length === 0) continue
    let fields = ''
    for (const [name, value] of values) fields += `,${formatName(name)}:${value}`
    text += `{"step":${step},"values":{${fields.slice(1)}}}\n`
  }
  return text
}

/** Returns the end of the producer as the last line of a spool. */
export function formatEnd(end: SpoolEnd): string {
  return `${JSON.stringify({ end })}\n`
}

function formatName(name: string): string {
  let text = names.get(name)
  if (text === undefined) {
    if (names.size > maxNames) names.clear()
    names.set(name, (text = JSON.stringify(name)))
  }
  return text
}
