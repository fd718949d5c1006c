import { recordWords } from '@mitoscope/schema/catalogue'
import type { BinKind, BinLineFragment } from '@mitoscope/schema/documents'
import { countOf } from '../format/format.ts'

type Entry = Pick<BinLineFragment, 'kind' | 'ids' | 'name' | 'runs' | 'representations' | 'analyses'>

/** Returns the words for records of a kind. */
function wordsOf(kind: BinKind) {
  return recordWords[kind === 'RUNS' ? 'RUN' : kind]
}

/** "Sweep digits", "Run w8-s0", "285 runs, from w8-s0 on". */
export function describeEntry({ kind, ids, name }: Entry): string {
  if (ids.length > 1) return `${countOf(ids.length, 'run')}, from ${name} on`
  return `${capitalize(wordsOf(kind).one)} ${name}`
}

/** Records that come back with the entry, as "285 runs, 285 representations, 1 analysis"; empty where none do. */
export function describeContents({ kind, ids, runs, representations, analyses }: Entry): string {
  if (kind === 'ANALYSIS' || kind === 'REPRESENTATION') return ''
  const parts = [
    runs > 0 && !(kind === 'RUNS' && ids.length === runs) && countOf(runs, 'run'),
    representations > 0 && countOf(representations, 'representation'),
    analyses > 0 && countOf(analyses, 'analysis', 'analyses'),
  ].filter(Boolean)
  return parts.length === 0 ? '' : `with ${parts.join(', ')}`
}

/** Page on which a deleted record is still shown; undefined where there is none. */
export function addressOf({ kind, ids }: Entry): string | undefined {
  if (ids.length !== 1) return undefined
  if (kind === 'RUNS') return `/run?id=${ids[0]}`
  if (kind === 'SWEEP') return `/sweep?id=${ids[0]}`
  return kind === 'ANALYSIS' ? `/analysis?id=${ids[0]}` : undefined
}

/** Returns the mutation that restores a record: those of all kinds but runs are alike. */
export function writeRestore(kind: BinKind): string {
  const { field } = wordsOf(kind)
  return `mutation Restore($id: ID!) { restore${capitalize(field)}(input: { id: $id }) { ${field} { id } } }`
}

function capitalize(word: string): string {
  return word[0].toUpperCase() + word.slice(1)
}
