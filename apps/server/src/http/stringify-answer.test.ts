import { expect, test } from 'vitest'
import { stringifyAnswer } from './stringify-answer.ts'

const nothing: unknown = Object.assign(Object.create(null), { a: 1 })

test.each([
  {},
  { errors: undefined, data: null },
  {
    errors: [{ message: 'a "quoted" one\u2028', path: ['a', 0], extensions: { code: 'X' } }],
    data: { a: null },
  },
  { data: { list: [], lists: [[], [1, [2.5, null]], [{}]], dates: [new Date(0)], un: [undefined, 1] } },
  { data: { nothing, mixed: [1, 'b', nothing, null, true, nothing], toJSON: [{ toJSON: () => 'own' }] } },
  { data: { long: Array.from({ length: 5_000 }, (_, i) => (i % 3 ? i / 7 : null)) } },
  { data: { only: undefined, inner: { only: undefined, a: [{ b: { c: 'd' } }] } } },
])('is what JSON.stringify writes', async (answer) => {
  expect(await stringifyAnswer(answer)).toBe(`${JSON.stringify(answer)}\n`)
})

test('others have their turn while a long answer is written', async () => {
  const answer = {
    data: Array.from({ length: 400 }, () => ({ values: Array(2_000).fill(1 / 3) as number[] })),
  }
  let rounds = 0
  let done = false
  const count = () => {
    rounds++
    if (!done) setImmediate(count)
  }
  setImmediate(count)
  const text = await stringifyAnswer(answer)
  done = true
  expect(text).toHaveLength(JSON.stringify(answer).length + 1)
  expect(rounds).toBeGreaterThan(5)
})
