import { expect, test } from 'vitest'
import { toClientKey } from './imported-run.ts'

test('the same words are the same key, what is left out is not 0, and a further run has a key of its own', () => {
  const key = toClientKey('model', { width: 64, seed: 0 })
  expect(toClientKey('model', { seed: 0, width: 64 })).toBe(key)
  const others = [
    toClientKey('other', { width: 64, seed: 0 }),
    toClientKey('model', { width: 64 }),
    toClientKey('model', { width: 64, seed: 0, weightDecay: 0 }),
    toClientKey('model', { width: 64, seed: 0 }, 1),
  ]
  expect(new Set([key, ...others]).size).toBe(5)
})
