import { createClient } from 'graphql-ws'
import WebSocket from 'ws'

/** States of jobs in the order in which a subscription told them, by the job's id. */
export type SeenStates = ReadonlyMap<string, readonly string[]>

export interface JobFollower {
  /** Resolves once the states seen so far satisfy the condition; then all of them. */
  until(condition: (states: SeenStates) => boolean): Promise<(readonly string[])[]>
  end(): Promise<void>
}

/** Follows the jobs of a project at a server. */
export function followJobs(url: string, project: string): JobFollower {
  const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket })
  const states = new Map<string, string[]>()
  let check = () => {}
  let fail = (_: unknown) => {}
  const query = `subscription ($project: ID!) { projectJobUpdated(projectId: $project) { id state } }`
  const unsubscribe = client.subscribe<{ projectJobUpdated: { id: string; state: string } }>(
    { query, variables: { project } },
    {
      next({ data, errors }) {
        if (!data) return fail(new Error(JSON.stringify(errors)))
        const { id, state } = data.projectJobUpdated
        states.set(id, [...(states.get(id) ?? []), state])
        check()
      },
      error: (error) => fail(error),
      complete: () => {},
    },
  )
  return {
    until: (condition) =>
      new Promise((resolve, reject) => {
        fail = reject
        check = () => void (condition(states) && resolve([...states.values()]))
        check()
      }),
    async end() {
      unsubscribe()
      await client.dispose()
    },
  }
}
