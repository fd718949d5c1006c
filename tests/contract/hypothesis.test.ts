import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFilledServer, type FilledServer } from './filled-server.ts'
import { generateQueries, prepareGenerator } from './hypothesis/generate-queries.ts'

// Generating takes longer than answering: a sample here, 2,000 in `npm run soak`.
const count = Number(process.env.MITOSCOPE_TEST_QUERIES ?? 100)
const generator = await prepareGenerator()
if ('reason' in generator) console.warn(`No generated queries: ${generator.reason}`)

let server: FilledServer
beforeAll(async () => void (server = await openFilledServer()))
afterAll(() => server?.close())

test.skipIf('reason' in generator)(
  'queries that are valid by the schema are answered without an error',
  async () => {
    const schema = fileURLToPath(new URL('../../schema/schema.graphql', import.meta.url))
    const queries = await generateQueries(generator as { path: string }, schema, count)
    expect(queries).toHaveLength(count)
    const failed: unknown[] = []
    for (const query of queries) {
      const { errors } = await server.ask(query)
      if (errors) failed.push({ query, errors })
    }
    expect(failed.slice(0, 3)).toEqual([])
  },
  1_800_000,
)
