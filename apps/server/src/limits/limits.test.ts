import { readdirSync, readFileSync } from 'node:fs'
import {
  buildSchema,
  graphql,
  Kind,
  parse,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
} from 'graphql'
import { expect, test } from 'vitest'
import { checkDocument } from './check-document.ts'
import { estimateCost } from './estimate-cost.ts'
import { heavyCost, highestCost, mostAnswerBytes } from './limits.ts'
import { listSizes, points } from './list-sizes.ts'
import { meterAnswers } from './meter-answers.ts'
import { surveyDocument } from './survey-document.ts'

const schema = buildSchema(`
  type Query { projects(first: Int, last: Int): ProjectConnection, nodes(ids: [ID!]!): [Project]! }
  type Project { id: ID!, name: String, tags: [Tag!]!, projects(first: Int, last: Int): ProjectConnection }
  type Tag { name: String }
  type ProjectConnection { edges: [Edge!]!, nodes: [Project!]!, totalCount: Int! }
  type Edge { node: Project! }
`)
const lab = buildSchema(readFileSync(new URL('../../../../schema/schema.graphql', import.meta.url), 'utf8'))
const costOfLab = (source: string, variables?: Record<string, unknown>) =>
  estimateCost(lab, parse(source), variables)
const cost = (source: string, variables?: Record<string, unknown>) =>
  estimateCost(schema, parse(source), variables)

test('a page counts its entries once for each entry of the pages around it', () => {
  const page = (size: string, inner = 'id') => `projects(${size}) { nodes { ${inner} } }`
  expect(cost(`{ ${page('first: 10')} }`)).toBe(10)
  expect(cost(`{ ${page('last: 10')} }`)).toBe(10)
  expect(cost('{ projects { edges { node { id } } } }')).toBe(50)
  expect(cost(`{ ${page('first: 1000000')} }`)).toBe(500)
  expect(cost(`{ ${page('first: 10', page('first: 7'))} }`)).toBe(10 * (1 + 7))
  expect(cost(`query ($n: Int) { ${page('first: $n')} }`, { n: 7 })).toBe(7)
  expect(cost('{ nodes(ids: ["a", "b"]) { id } }')).toBe(2)
  expect(cost('query ($ids: [ID!]!) { nodes(ids: $ids) { tags { name } } }', { ids: ['a', 'b'] })).toBe(
    2 * (1 + 10),
  )
})

test('variables that the request leaves out are what the operation says', () => {
  const paged = (head: string) => `query (${head}) { projects(first: $n) { nodes { id } } }`
  expect(cost(paged('$n: Int = 400'))).toBe(400)
  expect(cost(paged('$n: Int = 400'), { n: undefined })).toBe(400)
  expect(cost(paged('$n: Int = 400'), { n: 3 })).toBe(3)
  expect(cost(paged('$n: Int = 400'), { n: null })).toBe(50)
  const nodes = 'query ($ids: [ID!]! = ["a", "b", "c"]) { nodes(ids: $ids) { id } }'
  expect(cost(nodes)).toBe(3)
  // Each operation has its own.
  expect(
    cost(
      `${paged('$n: Int = 2').replace('query', 'query A')} ${paged('$n: Int = 9').replace('query', 'query B')}`,
    ),
  ).toBe(9)
})

test('lists of numbers cost what they weigh', () => {
  const ofRuns = (inner: string) => costOfLab(`{ runs(first: 200) { nodes { ${inner} } } }`)
  const points = 'steps values'
  expect(ofRuns('metric(name: "loss") { decimated(points: 1000) { steps values } }')).toBe(200 * (1 + 100))
  expect(ofRuns(`metric(name: "loss") { decimated { ${points} } }`)).toBe(200 * (1 + 100))
  expect(ofRuns(`metric(name: "loss") { values(first: 10000) { ${points} } }`)).toBe(200 * (1 + 1000))
  expect(ofRuns(`metrics { values(first: 100000) { ${points} } }`)).toBe(200 * (1 + 5 * (1 + 1000)))
  expect(ofRuns('metrics { decimated { steps values buckets { min } } }')).toBe(200 * (1 + 5 * (1 + 600)))
  expect(ofRuns('metrics(names: ["a", "b"]) { name }')).toBe(200 * (1 + 2))
  expect(ofRuns('checkpoints { id }')).toBe(200 * (1 + 50))
  const compared = `query ($ids: [ID!]!, $points: Int = 2000) {
    metricSeries(runIds: $ids, name: "a", points: $points) { steps runs { run { id } values } }
  }`
  expect(costOfLab(compared, { ids: Array(500).fill('a') })).toBe(100 + 500 * (1 + 100))
  const cells = '{ sweeps(first: 500) { nodes { progress { cells { width } } } } }'
  expect(costOfLab(cells)).toBe(500 * (1 + 200))
})

test('lists whose size is known are lists of the schema', () => {
  const listed = [...Object.keys(listSizes), ...Object.keys(points.usual)].filter((name) => {
    const [type, field] = name.split('.')
    return (lab.getType(type) as GraphQLObjectType | undefined)?.getFields()[field] === undefined
  })
  expect(listed).toEqual([])
})

const monster = (first: number) =>
  `runs(first: ${first}) { nodes { metrics { name values { steps values } } } }`

test('the same monster many times is too much, and each by itself is not', () => {
  const many = Array.from({ length: 8 }, (_, i) => `a${i}: ${monster(200)}`).join(' ')
  expect(() => checkDocument(lab, `{ ${many} }`)).toThrow(/^cost: .* \/export\/metrics\.ndjson\.$/)
  expect(checkDocument(lab, `{ ${monster(200)} }`)?.cost).toBeGreaterThan(heavyCost)
})

test('what the dashboard and the examples ask is allowed, with every variable as large as it gets', () => {
  const folder = new URL('../../../../schema/', import.meta.url)
  const files = ['documents/', 'operations/'].flatMap((name) =>
    readdirSync(new URL(name, folder)).map((file) => new URL(`${name}${file}`, folder)),
  )
  const documents = files.map((file) => readFileSync(file, 'utf8'))
  const fragments = documents.flatMap((text) => parse(text).definitions).filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION) // prettier-ignore
  const known = new Map(fragments.map((node) => [(node as FragmentDefinitionNode).name.value, node]))
  const ids = Array.from({ length: 500 }, () => 'a')
  const variables = { first: 500, points: 2_000, ids, runIds: ids, sweepIds: ids, widthIds: ids }
  let operations = 0
  for (const node of documents.flatMap((text) => parse(text).definitions)) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue
    operations++
    const cost = estimateCost(lab, { kind: Kind.DOCUMENT, definitions: [node, ...known.values()] }, variables)
    expect([node.name?.value, cost > highestCost]).toEqual([node.name?.value, false])
  }
  expect(operations).toBeGreaterThan(50)
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
  expect(() => checkDocument(schema, `{ ${page(page(page('')))} }`)).toThrow(
    /^cost: \d+ exceeds the limit of/,
  )
  expect(checkDocument(schema, `{ ${page(page(''))} }`)?.document.kind).toBe('Document')
})

test('what an answer really holds is counted while it is made', async () => {
  const counted = meterAnswers(
    buildSchema('type Query { things: [Thing!] } type Thing { things: [Thing!], name: String }'),
  )
  const rootValue = { things: () => Array.from({ length: 400 }, () => rootValue) }
  const ask = (source: string) => graphql({ schema: counted, source, rootValue, contextValue: {} })
  expect((await ask('{ things { name } }')).errors).toBeUndefined()
  const { errors } = await ask('{ things { things { name } } }')
  expect(errors?.[0].extensions).toMatchObject({ code: 'RESOURCE_EXHAUSTED', limit: 'entries' })
})

test('the bytes of an answer are counted while it is made, whatever they are made of', async () => {
  const counted = meterAnswers(
    buildSchema('type Query { a: [Float], b: String, c: [Query!], d: Float, e: [[Int]] }'),
  )
  const ask = async (rootValue: object, fields: string) => {
    const { data, errors } = await graphql({
      schema: counted,
      source: `{ ${fields} }`,
      rootValue,
      contextValue: {},
    })
    return { data, extensions: errors?.[0].extensions, message: errors?.[0].message }
  }
  const fits = { a: Array.from({ length: 100_000 }, (_, i) => i / 7), d: 1, e: [[1, null]] }
  expect(await ask(fits, 'a d e')).toMatchObject({ data: fits, extensions: undefined })
  const many = { a: () => Array(200_000).fill(1 / 3) as number[] }
  const aliases = Array.from({ length: 20 }, (_, i) => `a${i}: a`).join(' ')
  expect(await ask(many, aliases)).toMatchObject({
    extensions: { code: 'RESOURCE_EXHAUSTED', limit: 'bytes of the answer', most: mostAnswerBytes },
    message: expect.stringContaining('/export/metrics.ndjson'),
  })
  const texts = { c: Array.from({ length: 40 }, () => ({ b: 'ü'.repeat(500_000) })) }
  expect(await ask(texts, 'c { b }')).toMatchObject({ extensions: { limit: 'bytes of the answer' } })
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
