import { readFileSync, readdirSync } from 'node:fs'
import { buildSchema, getOperationAST, parse, validate, type OperationDefinitionNode } from 'graphql'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFilledServer, type FilledServer } from './filled-server.ts'

const folder = new URL('../../schema/', import.meta.url)
const schema = buildSchema(readFileSync(new URL('schema.graphql', folder), 'utf8'))
const files = readdirSync(new URL('operations/', folder)).sort()
const read = (file: string) => readFileSync(new URL(`operations/${file}`, folder), 'utf8')

let server: FilledServer
beforeAll(async () => void (server = await openFilledServer()))
afterAll(() => server?.close())

test('there are some for each kind', () => {
  const kinds = files.map((file) => getOperationAST(parse(read(file)))!.operation)
  expect(new Set(kinds)).toEqual(new Set(['query', 'mutation', 'subscription']))
})

test.each(files)('%s is valid, says what it is for, and answers', async (file) => {
  const source = read(file)
  const document = parse(source)
  expect(source).toMatch(/^# [A-Z].+\.\n/)
  expect(validate(schema, document)).toEqual([])
  const operation = getOperationAST(document)!
  const answer = await execute(source, operation)
  expect(answer.errors).toBeUndefined()
  // All requested fields have a value.
  for (const value of Object.values(answer.data)) expect(value).not.toBeNull()
})

function execute(query: string, operation: OperationDefinitionNode) {
  const names = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value)
  const known: Record<string, unknown> = { ...server.ids, width: 64 }
  const variables = Object.fromEntries(names.map((name) => [name, known[name]]))
  expect(Object.values(variables)).not.toContain(undefined)
  return operation.operation === 'subscription' ? first(query, variables) : server.ask(query, variables)
}

async function first(query: string, variables: Record<string, unknown>) {
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
  })
  try {
    for await (const result of client.iterate({ query, variables }))
      return result as { data: object; errors: undefined }
    throw new Error('The subscription ended at once')
  } finally {
    await client.dispose()
  }
}
