import { send } from '../../faults/api.ts'

const mutation = 'mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { added } }'

/** The body of a request that logs so many consecutive steps of each of the metrics, as columns. */
export function writeBody(runId: string, names: readonly string[], from: number, count: number): string {
  const steps = Array.from({ length: count }, (_, i) => from + i)
  const values = steps.map((step) => Number((Math.exp(-step / 1e5) + 0.1 * Math.sin(step * 1.7)).toFixed(4)))
  const series = names.map((name) => ({ name, steps, values }))
  return JSON.stringify({ query: mutation, variables: { input: { batches: [{ runId, series }] } } })
}

/** Sends it and holds that every point was written; answers how many those are. */
export async function logBody(url: string, body: string, expected: number): Promise<void> {
  const { body: answer } = await send(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  const added = answer?.data?.logMetrics.added
  if (added !== expected) throw new Error(`${expected} points were sent: ${JSON.stringify(answer)}`)
}
