import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { measures } from '@mitoscope/lab'
import { generateDocuments } from '@mitoscope/schema/generate'
import { emitCatalogue, emitSchema } from '@mitoscope/server'
import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { findBreakingChanges } from './schema/find-breaking-changes.ts'
import { findUndescribed } from './schema/find-undescribed.ts'
import { lintNodes } from './schema/lint-nodes.ts'
import { lintRelay } from './schema/lint-relay.ts'

const place = (file: string) => fileURLToPath(new URL(`../../schema/${file}`, import.meta.url))
const sdl = readFileSync(place('schema.graphql'), 'utf8')
const schema = buildSchema(sdl)
const broken = buildSchema(`
  "Everything."
  type Query { node(id: ID): Thing, things(first: Int): ThingConnection }
  type Mutation { make(name: String): Thing }
  type Thing { id: ID! }
  type ThingConnection { edges: [Thing] }
`)

test('the committed schema is the server’s ("npm run schema" writes it)', async () => {
  expect(await emitSchema()).toBe(sdl)
})

test('the measures by role are those of the catalogue, each played once', () => {
  expect(emitCatalogue()).toBe(readFileSync(place('catalogue.ts'), 'utf8'))
  const roles = measures.flatMap(({ role }) => role ?? [])
  expect(roles).toEqual([...new Set(roles)])
})

test('the dashboard’s documents are valid, and their types those of the schema', async () => {
  expect(await generateDocuments()).toBe(readFileSync(place('documents.ts'), 'utf8'))
})

test('everything in it is described', () => {
  expect(findUndescribed(schema)).toEqual([])
  expect(findUndescribed(broken)).toContain('Query.node(id:)')
})

test('Relay’s linter has nothing against it', () => {
  expect(lintRelay(sdl)).toEqual([])
  expect(
    lintRelay('type Query { things: ThingConnection } type ThingConnection { a: Int }').join(),
  ).toContain('relay-connection-types-spec')
})

test('what has an id is a node, and mutations take one input and answer one payload', () => {
  expect(lintNodes(schema)).toEqual([])
  expect(lintNodes(broken)).toHaveLength(4)
})

test('nothing that clients of the last release use is gone', async () => {
  // The first release has none before it.
  const released = existsSync(place('released.graphql'))
    ? readFileSync(place('released.graphql'), 'utf8')
    : sdl
  expect(await findBreakingChanges(buildSchema(released), schema)).toEqual([])
  expect(await findBreakingChanges(schema, broken)).toContain(
    "Field 'nodes' was removed from object type 'Query'",
  )
})
