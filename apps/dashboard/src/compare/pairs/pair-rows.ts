import type { FoundPairFragment } from '@mitoscope/schema/documents'

type Cell = string | number | null

const header = [
  'first', 'second', 'measure', 'version', 'options', 'quantity', 'value', 'state', 'first_input_sha256',
  'second_input_sha256', 'backend', 'device', 'precision', 'asked_by', 'asked_at', 'finished_at', 'warnings', 'failure',
] // prettier-ignore

/** Comparisons as rows of a file: one for each number, at full precision, and one for a comparison that has none. */
export function pairRows(
  found: readonly FoundPairFragment[],
  names: ReadonlyMap<string, string>,
): { readonly header: readonly string[]; readonly rows: readonly (readonly Cell[])[] } {
  const rows = found.flatMap((each) => {
    const { first, second, measure, version, options, state, inputHashes, provenance } = each
    const nameOf = (side: typeof first) => names.get(side?.id ?? '') ?? null
    const numbers = each.scalars.length > 0 ? each.scalars : [{ id: null, value: null }]
    return numbers.map(({ id, value }): Cell[] => [
      nameOf(first),
      nameOf(second),
      measure,
      version,
      JSON.stringify(options),
      id,
      value,
      state,
      inputHashes[0],
      inputHashes[1],
      provenance?.backend ?? null,
      provenance?.device ?? null,
      provenance?.precision ?? null,
      each.askedBy?.name ?? null,
      each.createdAt,
      each.finishedAt,
      each.warnings.map(({ code, message }) => `${code}: ${message}`).join('; '),
      each.failure?.message ?? null,
    ])
  })
  return { header, rows }
}
