import {
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql'
import { sample, type Ids } from './sample.ts'

export interface BadValue {
  /** "input.batches.key" */
  readonly path: string
  /** The whole argument, as it is written in a document. */
  readonly written: string
  /** The field of an input where it stands, as "TextFilter.eq", with the value; undefined for an argument itself. */
  readonly place?: string
  /** True if the server has to refuse it, and not merely to answer. */
  readonly wrong: boolean
}

type Written = readonly [value: string, wrong: boolean]

const long = JSON.stringify('x'.repeat(20_000))
const texts: readonly Written[] = [
  [String.raw`"a\u0000b"`, true],
  [String.raw`"\uD800x"`, true],
  ['""', false],
  [long, false],
]
const json: readonly Written[] = [
  [String.raw`{ a: "\u0000" }`, true],
  ['{ a: 9007199254740993 }', true],
  ['{ a: -1, b: [1e308, "", null] }', false],
]
const values: Readonly<Record<string, readonly Written[]>> = {
  String: texts,
  ID: [...texts.map(([value]): Written => [value, true]), ['"garbage"', true]],
  DateTime: ['0000-01-01T00:00:00Z', '+275760-09-13T00:00:00Z', '0000-01-01', 'yesterday', ''].map((text) => [
    JSON.stringify(text),
    true,
  ]),
  Int: [
    ['-1', false],
    ['2147483647', false],
    ['-2147483648', false],
  ],
  Float: [
    ['-1', false],
    ['0.5', false],
    ['1e308', false],
    ['-1e308', false],
    ['9007199254740992', false],
  ],
  SafeInt: [
    ['-1', false],
    ['0.5', true],
    ['9007199254740991', false],
    ['9007199254740992', true],
  ],
  JSON: json,
  JSONObject: json,
}

/** Values of an argument with something bad at one place in it, for every such place. */
export function listBadValues(
  type: GraphQLInputType,
  name: string,
  field: string,
  ids: Ids,
  path = name,
  around: readonly GraphQLInputObjectType[] = [],
): BadValue[] {
  const owner = around.at(-1)?.name
  const nullable = getNullableType(type)
  if (isListType(nullable))
    return listBadValues(nullable.ofType as GraphQLInputType, name, field, ids, path, around).map((bad) => ({
      ...bad,
      written: `[${bad.written}]`,
    }))
  if (!isInputObjectType(nullable))
    return (values[(nullable as { name: string }).name] ?? []).map(([written, wrong]) => ({
      path,
      place: owner && `${owner}.${name} ${written}`,
      written,
      wrong,
    }))
  // Filters are made of filters: once is enough.
  if (around.includes(nullable)) return []
  const fields = Object.values(nullable.getFields())
  return fields.flatMap((inner) => {
    const others = fields
      .filter((other) => other !== inner && isNonNullType(other.type))
      .map((other) => `${other.name}: ${sample(other.type, other.name, field, ids)}`)
    return listBadValues(inner.type, inner.name, field, ids, `${path}.${inner.name}`, [
      ...around,
      nullable,
    ]).map((bad) => ({ ...bad, written: `{ ${[...others, `${inner.name}: ${bad.written}`].join(', ')} }` }))
  })
}
