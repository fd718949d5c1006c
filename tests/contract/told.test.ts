import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFilledServer, type FilledServer } from './filled-server.ts'

let server: FilledServer
beforeAll(async () => void (server = await openFilledServer()))
afterAll(() => server?.close())

interface Told {
  readonly message: string
  readonly extensions: Readonly<Record<string, unknown>>
}

/** Sends a body as it is written: JSON.stringify would round its numbers. */
async function post(body: string | Uint8Array<ArrayBuffer>): Promise<readonly Told[]> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body })
  return ((await response.json()) as { readonly errors?: readonly Told[] }).errors ?? []
}

const createRun = 'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { config } } }'
const logMetrics = 'mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { added } }'
const toGlobalId = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString('base64url')

test('a body that is not UTF-8 is refused, where names would become one', async () => {
  const text = `{"query":${JSON.stringify(logMetrics)},"variables":{"input":{"batches":[{"runId":"x","series":[{"name":"bad\xff"}]}]}}}`
  const [error] = await post(Uint8Array.from(Buffer.from(text, 'latin1')))
  expect(error.message).toContain('The body is not UTF-8')
})

describe('keys that are given twice', () => {
  test.each([
    ['{"seed": 1, "seed": 2}', 'input.config.seed: the key is given twice. Send it once.'],
    ['{"a": [{"b": ":", "\\u0062": 2}]}', 'input.config.a[0].b: the key is given twice. Send it once.'],
  ])('%s as a variable is refused by its path', async (config, message) => {
    const [error] = await post(
      `{"query":${JSON.stringify(createRun)},"variables":{"input":{"modelId":"${server.ids.model}","width":8,"config":${config}}}}`,
    )
    expect(error.message).toContain(message)
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false })
  })

  test('in the body itself and in an address, too', async () => {
    const [error] = await post('{"query": "{ viewer { name } }", "variables": {}, "variables": {"a": 1}}')
    expect(error.message).toContain('variables: the key is given twice')
    const query = 'query ($f: RunFilter) { runs(filter: $f) { totalCount } }'
    const variables = '{"f": {"seed": {"eq": 1, "eq": 2}}}'
    const response = await fetch(
      `${server.url}/graphql?query=${encodeURIComponent(query)}&variables=${encodeURIComponent(variables)}`,
      { headers: { 'apollo-require-preflight': 'true' } },
    )
    const { errors } = (await response.json()) as { readonly errors: readonly Told[] }
    expect(errors[0].message).toContain('f.seed.eq: the key is given twice')
  })

  test('keys of different objects, colons in text and __proto__ are not', async () => {
    const config = '{"a": {"b": 1}, "b": {"b": "b\\": \\"b"}, "__proto__": 1}'
    const answer = await post(
      `{"query":${JSON.stringify(createRun)},"variables":{"input":{"modelId":"${server.ids.model}","width":8,"config":${config}}}}`,
    )
    expect(answer).toEqual([])
  })
})

describe('numbers that JSON cannot keep', () => {
  const create = (config: string) =>
    post(`{"query":${JSON.stringify(createRun)},"variables":{"input":{"modelId":"${server.ids.model}","width":8,"config":${config}}}}`) // prettier-ignore

  test.each([
    [
      '{"seed": 9007199254740993}',
      'input.config.seed: 9007199254740993 cannot be stored exactly. Send it as a string where JSON is taken',
    ],
    [
      '{"a": [1, {"b": -18446744073709551615}]}',
      'input.config.a[1].b: -18446744073709551615 cannot be stored exactly',
    ],
    ['{"lr": 1e400}', 'input.config.lr: 1e400 cannot be stored exactly'],
  ])('%s as a variable is refused by its path', async (config, message) => {
    const [error] = await create(config)
    expect(error.message).toContain(message)
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false })
  })

  test('as a literal, too', async () => {
    const query = `mutation { createRun(input: { modelId: "${server.ids.model}", width: 8, config: { seed: 9007199254740993 } }) { created } }`
    const [error] = await post(JSON.stringify({ query }))
    expect(error.message).toContain('input.config.seed: 9007199254740993 cannot be stored exactly')
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false })
  })

  test('as a variable in an address, too', async () => {
    const query = 'query ($f: RunFilter) { runs(filter: $f) { totalCount } }'
    const variables = '{"f": {"seed": {"eq": 9007199254740993}}}'
    const response = await fetch(
      `${server.url}/graphql?query=${encodeURIComponent(query)}&variables=${encodeURIComponent(variables)}`,
      { headers: { 'apollo-require-preflight': 'true' } },
    )
    const { errors } = (await response.json()) as { readonly errors: readonly Told[] }
    expect(errors[0].message).toContain('f.seed.eq: 9007199254740993 cannot be stored exactly')
  })

  test('what is kept exactly passes, as text and as measured values do', async () => {
    expect(
      await create('{"seed": 9007199254740992, "text": ": 9007199254740993,", "x": 0.12345678901234567}'),
    ).toEqual([])
    // JavaScript writes the double nearest to 12345678901234567891 so.
    expect(await log('"series":[{"name":"flops","steps":[1],"values":[12345678901234567000, -0, 0.1]}]'.replace('[1]', '[1,2,3]'))).toEqual([]) // prettier-ignore
  })

  const log = (content: string) =>
    post(`{"query":${JSON.stringify(logMetrics)},"variables":{"input":{"batches":[{"runId":"${server.ids.run}",${content}}]}}}`) // prettier-ignore

  test.each([
    '9007199254740993',
    '1e400',
    '-1e400',
    '1e-400',
    `0.${'0'.repeat(400)}1`,
    `${'9'.repeat(400)}.5`,
  ])('%s as a measured value is refused by its path, however it is sent', async (value) => {
    const told = `${value.slice(0, 50)}${value.length > 50 ? '…' : ''} cannot be stored exactly. Metrics are 64-bit`
    const [column] = await log(`"series":[{"name":"flops","steps":[1,2],"values":[1,${value}]}]`)
    expect(column.message).toContain(`input.batches[0].series[0].values[1]: ${told}`)
    const [point] = await log(`"points":[{"name":"flops","step":1,"value":${value}}]`)
    expect(point.message).toContain(`input.batches[0].points[0].value: ${told}`)
    const literal = `mutation { logMetrics(input: { batches: [{ runId: "${server.ids.run}", points: [{ name: "flops", step: 1, value: ${value} }] }] }) { added } }`
    const [written] = await post(JSON.stringify({ query: literal }))
    expect(written.message).toContain(told)
    expect(written.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false })
  })
})

test.each([
  ['{ runs(after: "garbage") { totalCount } }', 'after: "garbage" is not a cursor'],
  ['{ runs(last: 1, before: "") { totalCount } }', 'before: "" is not a cursor'],
  ['{ runs(first: -1) { totalCount } }', 'first must be an integer from 0; got -1'],
  ['{ runs(first: 1, last: 1) { totalCount } }', 'first (1) and last (1) cannot be combined'],
  ['{ runs(projectId: "x") { totalCount } }', 'projectId: "x" is not an id'],
  ['{ runs(filter: { id: { in: ["y"] } }) { totalCount } }', 'filter.id.in[0]: "y" is not an id'],
  [
    '{ runs(orderBy: [{}]) { totalCount } }',
    'orderBy[0]: it has none of field, config, metric, scalar. Give exactly one of them',
  ],
  [
    '{ analyses(orderBy: [{ field: STATE }, { field: STATE, scalar: "groups" }]) { totalCount } }',
    'orderBy[1]: it has field and scalar of field, scalar. Give exactly one of them',
  ],
  [
    '{ runs(filter: { createdAt: { gt: "yesterday" } }) { totalCount } }',
    '"yesterday" is not a valid time. Give a time in ISO 8601, for example 2026-11-29T12:00:00Z',
  ],
  [
    `{ run(id: "${toGlobalId('Model', crypto.randomUUID())}") { id } }`,
    'is the id of a Model. Give the id of a TrainingRun',
  ],
  [
    String.raw`{ runs(filter: { name: { eq: "a\u0000" } }) { totalCount } }`,
    'filter.name.eq: "a\\u0000" has the character U+0000 (NUL) at place 1',
  ],
])('%s is told what is wrong', async (query, message) => {
  const [error] = await post(JSON.stringify({ query }))
  expect(error.message).toContain(message)
  // Errors in the document itself, rather than in its variables, are found by validation.
  const code = expect.stringMatching(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/)
  expect(error.extensions).toMatchObject({ code, retryable: false })
})

test('times without a zone are UTC, and so are days', async () => {
  const count = async (gt: string) => {
    const { data } = await server.ask(`{ runs(filter: { createdAt: { gt: "${gt}" } }) { totalCount } }`)
    return data.runs.totalCount as number
  }
  expect(await count('2020-01-01')).toBeGreaterThan(0)
  for (const time of ['2999-01-01T00:00', '2999-01-01T00:00:00', '2999-01-01'])
    expect(await count(time)).toBe(0)
})

test('errors speak of the ids that were sent', async () => {
  const id = toGlobalId('TrainingRun', crypto.randomUUID())
  for (const field of ['finishRun(input: { id: $id, state: FINISHED })', 'updateRun(input: { id: $id })']) {
    const query = `mutation ($id: ID!) { ${field} { run { id } } }`
    const [error] = await post(JSON.stringify({ query, variables: { id } }))
    expect(error.message).toContain(`training run ${id}`)
    expect(error.message).not.toMatch(/[0-9a-f]{8}-/)
  }
  expect((await server.ask('query ($id: ID!) { run(id: $id) { id } }', { id })).data).toEqual({ run: null })
})

test('a conflict names the run that has the key, and its codes stand in the schema', async () => {
  const ask = (seed: number) => {
    const variables = { input: { modelId: server.ids.model, width: 8, seed, clientKey: 'told' } }
    return post(JSON.stringify({ query: createRun, variables }))
  }
  expect(await ask(1)).toEqual([])
  const [error] = await ask(2)
  const { data } = await server.ask('{ runs(first: 1) { nodes { id } } errorCodes }')
  expect(error.extensions).toEqual({ code: 'CONFLICT', retryable: false, runId: data.runs.nodes[0].id })
  expect(data.errorCodes).toContain('CONFLICT')
  const sdl = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8')
  for (const code of data.errorCodes) expect(sdl).toMatch(new RegExp(`^  ${code}$`, 'm'))
})

test('a document that is named by its hash alone is refused by a code that is listed', async () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: 'ab'.repeat(32) } }
  const [error] = await post(JSON.stringify({ extensions }))
  const { data } = await server.ask('{ errorCodes }')
  expect(error.extensions).toMatchObject({ code: 'PERSISTED_QUERY_NOT_SUPPORTED', retryable: false })
  expect(data.errorCodes).toContain(error.extensions.code)
})
