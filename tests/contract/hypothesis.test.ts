import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFilledServer, type FilledServer } from './filled-server.ts'
import { generateQueries, prepareGenerator } from './hypothesis/generate-queries.ts'

// Generating takes longer than answering: a sample here, 2,000 in `npm run soak`.
const count = Number(process.env.MITOSCOPE_TEST_QUERIES ?? 100)
const generator = await prepareGenerator()
const missing = 'reason' in generator ? generator.reason : undefined
if (missing !== undefined && process.env.CI === 'true')
  throw new Error(`Queries cannot be generated here: ${missing}`)
if (missing !== undefined) console.warn(`No generated queries: ${missing}`)

let server: FilledServer
beforeAll(async () => void (server = await openFilledServer()))
afterAll(() => server?.close())

interface Told {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions: {
    readonly code: string
    readonly limit?: string
    readonly found?: number
    readonly most?: number
  }
}

/** True for the answer to a query that asks for more than one request may. */
function isTooDear({ message, extensions }: Told): boolean {
  const { code, limit, found, most } = extensions
  return code === 'RESOURCE_EXHAUSTED' && found! > most! && message.startsWith(`${limit}: ${found} exceeds`)
}

/** An argument by its name, as "filter.id.in[0]: …" or "first must be …". */
const namesArgument = /^[a-z][A-Za-z]*([.[][\w.[\]]*)? ?(\(-?\d+\) and last|must be|: )|: /

test.skipIf(missing !== undefined)(
  'queries that are valid by the schema are answered, or told which argument is wrong or which limit they exceed',
  async () => {
    const schema = fileURLToPath(new URL('../../schema/schema.graphql', import.meta.url))
    const queries = await generateQueries(generator as { path: string }, schema, count, server.ids.run)
    expect(queries).toHaveLength(count)
    const failed: unknown[] = []
    let answered = 0
    for (const query of queries) {
      const errors = ((await server.ask(query)).errors ?? []) as readonly Told[]
      if (errors.length === 0) answered++
      const wrong = errors.filter((error) => {
        const { message, path, extensions } = error
        if (isTooDear(error)) return false
        return extensions.code !== 'BAD_USER_INPUT' || path === undefined || !namesArgument.test(message)
      })
      if (wrong.length > 0) failed.push({ query, wrong })
    }
    expect(failed.slice(0, 3)).toEqual([])
    // Were all of them refused, little would have been tried.
    expect(answered).toBeGreaterThan(count / 4)
  },
  1_800_000,
)
