import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { findUnclear } from './find-unclear.ts'

test('descriptions of the schema can be read without their field', () => {
  const sdl = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8')
  expect(findUnclear(buildSchema(sdl))).toEqual([])
})

test('unclear descriptions are found wherever they stand, and reported by coordinate', () => {
  const schema = buildSchema(`
    "What can be read."
    type Query { "Its runs, by name." runs("Which ones?" filter: RunFilter): [Run!]! }
    "A training run."
    type Run { "Name of the run." name: String! "… or of its model." model: String! }
    "Filter of training runs."
    input RunFilter { "How far it is." state: State }
    "State of a run."
    enum State { "Is done." DONE "“Whose” worker is away." LOST "Identifier without a run." ITSELF }
    "For people."
    scalar Label
  `)
  expect(findUnclear(schema)).toEqual([
    'Query: opens with "What": What can be read.',
    'Query.runs: opens with "Its": Its runs, by name.',
    'Query.runs(filter:): opens with "Which": Which ones?',
    'Run.model: opens with "or": … or of its model.',
    'RunFilter.state: opens with "How": How far it is.',
    'State.DONE: 2 words: Is done.',
    'State.LOST: opens with "Whose": “Whose” worker is away.',
    'Label: opens with "For": For people.',
  ])
})
