import { createClient } from 'graphql-ws'
import WebSocket from 'ws'

export interface SweepProgress {
  readonly state: string
  readonly fraction: number
}

export interface SweepFollower {
  /** Progress that the server reported until the sweep had finished. Rejects with the server's error. */
  readonly told: Promise<readonly SweepProgress[]>
  end(): Promise<void>
}

/** Follows a sweep by a subscription at a server; a connection that breaks is made again. */
export function followSweep(url: string, id: string): SweepFollower {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: Infinity,
    shouldRetry: () => true,
  })
  const query = 'subscription ($id: ID!) { sweepUpdated(id: $id) { progress { state fraction } } }'
  const told: SweepProgress[] = []
  const finished = new Promise<readonly SweepProgress[]>((resolve, reject) => {
    client.subscribe<{ sweepUpdated: { progress: SweepProgress } }>(
      { query, variables: { id } },
      {
        next({ data, errors }) {
          if (!data) return reject(new Error(JSON.stringify(errors)))
          told.push(data.sweepUpdated.progress)
          if (data.sweepUpdated.progress.state === 'FINISHED') resolve(told)
        },
        error: (error) => reject(error instanceof Error ? error : new Error(JSON.stringify(error))),
        complete: () => reject(new Error('The subscription ended')),
      },
    )
  })
  finished.catch(() => {})
  return {
    told: finished,
    end: async () => client.dispose(),
  }
}
