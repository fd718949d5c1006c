import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { extraSizes, toStartInput, writeCommand, writeMutation, writeQuery } from './snippets.ts'
import { makeAnalysis, results } from '../testing/make-analysis.ts'

const asked = {
  ...makeAnalysis('chunk-error', results.curves),
  id: 'QW5hbHlzaXM6',
  options: { draws: 100, target: null, readout: 'ORIGINAL' },
  sizes: [1, 2, 3, 4, 8],
}

test('halvings of the width are not asked for', () => {
  expect(extraSizes([1, 2, 3, 4, 8], 8)).toEqual([3])
  expect(extraSizes([1, 3, 6, 12, 25, 50, 100], 100)).toEqual([])
})

test('the same question, without what is left out anyway', () => {
  expect(toStartInput(asked)).toEqual({
    measure: 'chunk-error',
    representationId: 'r',
    options: { draws: 100, readout: 'ORIGINAL' },
    seed: 0,
    sizes: [3],
  })
})

test('the operations are GraphQL', () => {
  expect(() => parse(writeQuery(asked))).not.toThrow()
  expect(() => parse(writeMutation(asked))).not.toThrow()
  expect(writeMutation(asked)).toContain('options: { draws: 100, readout: "ORIGINAL" }')
})

test('the command fetches the input and computes of it', () => {
  const named = { ...asked, representation: { ...asked.representation, fileName: "it's w8.npz" } }
  expect(writeCommand(named, 'http://lab')).toBe(
    String.raw`curl -fsS -o it-s-w8.npz http://lab/representations/r && \
npm run -s mitoscope -- analyze it-s-w8.npz --measure chunk-error \
  --option chunk-error.draws=100 chunk-error.readout=ORIGINAL \
  --seed 0 \
  --sizes 3 \
  --json`,
  )
})
