import { buildSchema } from '@mitoscope/server'
import { isNonNullType } from 'graphql'
import { createClient, type Client } from 'graphql-ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { listBadValues } from './arguments/bad-values.ts'
import { listFields, type ReachedField } from './arguments/list-fields.ts'
import { sample, type Ids } from './arguments/sample.ts'
import { openFilledServer, type FilledServer } from './filled-server.ts'

const schema = await buildSchema()
let server: FilledServer
let ids: Ids
let client: Client
let fields: ReachedField[]
beforeAll(async () => {
  server = await openFilledServer()
  const { project, model, run, representation, analysis, job, sweep } = server.ids
  ids = { project, model, run, representation, analysis, job, sweep }
  fields = listFields(schema, ids)
  client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  })
})
afterAll(async () => {
  await client?.dispose()
  await server?.close()
})

interface Told {
  readonly message: string
  readonly extensions: { readonly code: string; readonly retryable: boolean }
}

async function ask(document: string): Promise<readonly Told[]> {
  if (document.startsWith('subscription')) return subscribe(document)
  const { errors = [] } = await server.ask(document)
  return errors as unknown as Told[]
}

/** Errors with which a subscription is refused or answered at first; none where it waits for events. */
async function subscribe(document: string): Promise<readonly Told[]> {
  const told: Told[] = []
  const stop = client.subscribe(
    { query: document },
    {
      next: ({ errors = [] }) => void told.push(...(errors as unknown as Told[])),
      // An Event where the socket itself closed.
      error: (errors) => {
        if (!Array.isArray(errors)) throw errors
        told.push(...(errors as Told[]))
      },
      complete: () => {},
    },
  )
  // The answer to a second subscription comes after that to the first, so that all errors have arrived by
  // then.
  await new Promise<void>((resolve) => {
    const query = 'subscription { jobUpdated(id: "nothing") { id } }'
    client.subscribe({ query }, { next: () => resolve(), error: () => resolve(), complete: () => resolve() })
  })
  stop()
  return told
}

test.each(['query', 'mutation', 'subscription'] as const)(
  'whatever stands in an argument of a %s, the answer is no internal error, and what is wrong is told so',
  async (root) => {
    const internal: string[] = []
    const untold: string[] = []
    const tried = new Set<string>()
    const told = new Set<string>()
    let asked = 0
    for (const { name, field, write } of fields.filter((each) => each.root === root)) {
      for (const arg of field.args) {
        // Lists of the same things share their filters, orders and pages.
        const shared = `${arg.name}: ${arg.type}`
        if (!isNonNullType(arg.type) && tried.size === tried.add(shared).size) continue
        const others = field.args
          .filter((other) => other !== arg && isNonNullType(other.type))
          .map((other) => `${other.name}: ${sample(other.type, other.name, field.name, ids)}`)
        for (const { path, place, written, wrong } of listBadValues(arg.type, arg.name, field.name, ids)) {
          // Refused by the type of the place, wherever that is met: once for each argument and field of an input.
          if (wrong && place !== undefined && told.size === told.add(place).size) continue
          asked++
          const errors = await ask(write(`(${[...others, `${arg.name}: ${written}`].join(', ')})`))
          const what = `${name}(${path}: ${written.slice(0, 200)}): ${errors[0]?.message ?? 'answered'}`
          if (errors.some(({ extensions: { code } }) => code === 'INTERNAL_SERVER_ERROR')) internal.push(what)
          if (wrong && errors.length === 0) untold.push(what)
          for (const { extensions } of errors)
            if (typeof extensions.retryable !== 'boolean') untold.push(what)
        }
      }
    }
    expect(asked).toBeGreaterThan(0)
    expect(internal).toEqual([])
    expect(untold).toEqual([])
  },
  300_000,
)
