import { expect, test } from 'vitest'
import { takeTurn } from './take-turn.ts'

/** Blocks the processor for so many milliseconds. */
function work(milliseconds: number): void {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

test('the event loop goes round between the parts of long work, whoever does it', async () => {
  const parts = Array.from({ length: 2_500 }, async (_, i) => {
    await takeTurn()
    work(i < 60 ? 5 : 0)
    return i
  })
  let rounds = 0
  let done = false
  const count = () => {
    rounds++
    if (!done) setImmediate(count)
  }
  setImmediate(count)
  const order = await Promise.all(parts)
  done = true
  expect(order).toEqual([...order.keys()])
  // Two parts of 5 ms fit between two rounds.
  expect(rounds).toBeGreaterThanOrEqual(25)
})

test('turns that come while others are given are given too', async () => {
  const seen: string[] = []
  const go = async (name: string) => {
    for (let i = 0; i < 3; i++) {
      await takeTurn()
      seen.push(`${name}${i}`)
    }
  }
  await Promise.all([go('a'), go('b')])
  expect(seen).toEqual(['a0', 'b0', 'a1', 'b1', 'a2', 'b2'])
})
