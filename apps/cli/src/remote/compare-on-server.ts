import type { Progress } from '../terminal/show-progress.ts'
import type { Connection } from './connect.ts'
import { followNodes } from './follow.ts'

interface Side {
  readonly id: string
  readonly fileName: string
  readonly epoch: number | null
  readonly width: number
  readonly testRows: number
  readonly run: { readonly name: string } | null
}

/** A comparison in the form that the command shows. */
export interface RemoteComparison {
  readonly id: string
  readonly measure: string
  readonly version: number
  readonly options: Readonly<Record<string, unknown>>
  readonly definition: {
    readonly title: string
    readonly quantities: readonly {
      readonly id: string
      readonly label: string
      readonly mirror: string | null
    }[]
  } | null
  readonly state: string
  readonly failure: { readonly code: string; readonly message: string } | null
  readonly first: Side
  readonly second: Side
  readonly scalars: readonly { readonly id: string; readonly label: string; readonly value: number | null }[]
  readonly provenance: {
    readonly inputHash: string
    readonly backend: string
    readonly device: string
    readonly kernels: string | null
    readonly precision: string
    readonly resolution: number
  } | null
  readonly warnings: readonly { readonly code: string; readonly message: string }[]
}

/** Compares all pairs of representations on a server, and follows the comparisons to their end. */
export async function compareOnServer(
  connection: Connection,
  representationIds: readonly string[],
  measures: readonly { readonly measure: string; readonly options?: object }[],
  progress: Progress,
  signal: AbortSignal,
): Promise<RemoteComparison[]> {
  const { startPairComparisons } = await connection.ask<{
    startPairComparisons: { pairComparisons: { id: string }[] }
  }>(
    `mutation ($input: StartPairComparisonsInput!) {
      startPairComparisons(input: $input) { pairComparisons { id } }
    }`,
    { input: { representationIds, measures } },
    // Repeating the request returns the same comparisons.
    { signal, repeatable: true },
  )
  const ids = startPairComparisons.pairComparisons.map(({ id }) => id)
  const told = { doing: 'Comparing on the server', progress }
  return followNodes(connection, ids, fields, told, signal)
}

const side = '{ id fileName epoch width testRows run { name } }'
const fields = `... on PairComparison {
  id measure version options definition { title quantities { id: name label: title mirror } } state failure { code message }
  first ${side} second ${side} scalars { id: name label: title value }
  provenance { inputHash backend device kernels precision resolution }
  warnings { code message } job { progress }
}`
