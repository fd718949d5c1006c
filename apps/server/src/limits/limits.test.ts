import { buildSchema, graphql, parse } from 'graphql'
import { expect, test } from 'vitest'
import { checkDocument } from './check-document.ts'
import { estimateCost } from './estimate-cost.ts'
import { limitEntries } from './limit-entries.ts'
import { surveyDocument } from './survey-document.ts'

const schema = buildSchema(`
  type Query { projects(first: Int, last: Int): ProjectConnection, nodes(ids: [ID!]!): [Project]! }
  type Project { id: ID!, name: String, tags: [Tag!]!, projects(first: Int, last: Int): ProjectConnection }
  type Tag { name: String }
  type ProjectConnection { edges: [Edge!]!, nodes: [Project!]!, totalCount: Int! }
  type Edge { node: Project! }
`)
const cost = (source: string, variables?: Record<string, unknown>) =>
  estimateCost(schema, parse(source), variables)

test('a page counts its entries once for each entry of the pages around it', () => {
  const page = (size: string, inner = 'id') => `projects(${size}) { nodes { ${inner} } }`
  expect(cost(`{ ${page('first: 10')} }`)).toBe(10)
  expect(cost(`{ ${page('last: 10')} }`)).toBe(10)
  expect(cost('{ projects { edges { node { id } } } }')).toBe(20)
  expect(cost(`{ ${page('first: 1000000')} }`)).toBe(500)
  expect(cost(`{ ${page('first: 10', page('first: 7'))} }`)).toBe(10 * (1 + 7))
  expect(cost(`query ($n: Int) { ${page('first: $n')} }`, { n: 7 })).toBe(7)
  expect(cost('{ nodes(ids: ["a", "b"]) { id } }')).toBe(2)
  expect(cost('query ($ids: [ID!]!) { nodes(ids: $ids) { tags { name } } }', { ids: ['a', 'b'] })).toBe(2)
})

test('fragments cost what they hold, and those in circles nothing', () => {
  expect(
    cost(
      '{ ...a } fragment a on Query { projects(first: 2) { ...b } } fragment b on ProjectConnection { totalCount }',
    ),
  ).toBe(2)
  expect(cost('{ ...a } fragment a on Query { ...a }')).toBe(0)
  expect(cost('{ unknown { unknown } }')).toBe(0)
})

test('pages within pages within pages are too much', () => {
  const page = (inner: string) => `projects(first: 500) { nodes { id ${inner} } }`
  expect(() => checkDocument(schema, `{ ${page(page(page('')))} }`)).toThrow(/^cost: \d+ is more than/)
  expect(checkDocument(schema, `{ ${page(page(''))} }`)?.kind).toBe('Document')
})

test('what an answer really holds is counted while it is made', async () => {
  const counted = limitEntries(
    buildSchema('type Query { things: [Thing!] } type Thing { things: [Thing!], name: String }'),
  )
  const rootValue = { things: () => Array.from({ length: 400 }, () => rootValue) }
  const ask = (source: string) => graphql({ schema: counted, source, rootValue, contextValue: {} })
  expect((await ask('{ things { name } }')).errors).toBeUndefined()
  const { errors } = await ask('{ things { things { name } } }')
  expect(errors?.[0].extensions).toMatchObject({ code: 'RESOURCE_EXHAUSTED', limit: 'entries' })
})

test('a document is surveyed through its fragments', () => {
  const survey = surveyDocument(
    parse(
      '{ a: x { ...f } ... on Query { y @skip(if: true) @include(if: true) } } fragment f on T { z { z z } }',
    ),
  )
  expect(survey).toMatchObject({
    depth: 3,
    fields: 5,
    rootFields: 2,
    aliases: 1,
    variables: 0,
    directives: 2,
    repetitions: 2,
    introspections: 0,
  })
})

test('variables may be nested, within limits', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
  expect(() => checkDocument(schema, '{ projects { totalCount } }', { a: nested(40) })).toThrow(
    /^levels of variables/,
  )
  expect(() => checkDocument(schema, '{ projects { totalCount } }', { a: nested(20) })).not.toThrow()
})

test('text that is no document is left to the parser', () => {
  expect(checkDocument(schema, '{')).toBeUndefined()
})
