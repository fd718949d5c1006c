import type { Progress } from '../terminal/show-progress.ts'
import type { Connection } from './connect.ts'
import { followNodes } from './follow.ts'
import { RemoteError } from './server-address.ts'

/** An analysis in the form that the command shows. */
export interface RemoteAnalysis {
  readonly id: string
  readonly measure: string
  /** Layer of the representation. */
  readonly site: string
  readonly state: string
  readonly failure: { readonly code: string; readonly message: string } | null
  readonly scalars: readonly {
    readonly id: string
    readonly label: string
    readonly value: number | null
    readonly low: number | null
    readonly high: number | null
  }[]
  readonly resultUrl: string | null
  readonly warnings: readonly { readonly code: string; readonly message: string }[]
}

export interface RemoteRequest {
  readonly measure: string
  readonly options?: object
  readonly seed?: number
  readonly sizes?: readonly number[]
  /** Leave it out rather than fail if the file lacks what it needs. */
  readonly optional?: boolean
}

/**
 * Starts analyses of a representation on a server and follows them to their end. `leaveOut` is called with the reason
 * for each optional one that cannot be computed.
 */
export async function analyzeOnServer(
  connection: Connection,
  representation: string,
  requests: readonly RemoteRequest[],
  progress: Progress,
  leaveOut: (reason: string) => void,
  signal: AbortSignal,
): Promise<RemoteAnalysis[]> {
  const ids: string[] = []
  for (const { optional, ...request } of requests) {
    try {
      const { startAnalysis } = await connection.ask<{ startAnalysis: { analysis: { id: string } } }>(
        'mutation ($input: StartAnalysisInput!) { startAnalysis(input: $input) { analysis { id } } }',
        { input: { representationId: representation, ...request } },
        // Repeating the request returns the same analysis.
        { signal, repeatable: true },
      )
      ids.push(startAnalysis.analysis.id)
    } catch (error) {
      if (!optional || !(error instanceof RemoteError)) throw error
      leaveOut(error.message)
    }
  }
  const told = { doing: 'Analysing on the server', progress }
  return followNodes(connection, ids, fields, told, signal)
}

const fields = `... on Analysis {
  id measure site state failure { code message } scalars { id: name label: title value low high }
  resultUrl warnings { code message } job { progress }
}`
