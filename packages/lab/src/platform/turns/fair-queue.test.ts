import { expect, test } from 'vitest'
import { asOneAsker, FairQueue } from './fair-queue.ts'

test('an asker with many requests holds another with one back for one of them', async () => {
  const queue = new FairQueue()
  const order: string[] = []
  const use = async (name: string) => {
    await queue.acquire()
    order.push(name)
    await Promise.resolve()
    queue.release()
  }
  await queue.acquire()
  const many = asOneAsker(() => Promise.all(Array.from({ length: 5 }, (_, i) => use(`many ${i}`))))
  const outside = [use('outside 0'), use('outside 1')]
  const one = asOneAsker(async () => {
    // What is awaited before does not change who asks.
    await Promise.resolve()
    await use('one 0')
    await use('one 1')
  })
  await Promise.resolve()
  queue.release()
  await Promise.all([many, one, ...outside])
  expect(order).toEqual([
    'many 0',
    'outside 0',
    'one 0',
    'many 1',
    'outside 1',
    'many 2',
    'one 1',
    'many 3',
    'many 4',
  ])
})

test('whoever has the lock has it alone, and it is free afterwards', async () => {
  const queue = new FairQueue()
  let inside = 0
  const times = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      asOneAsker(async () => {
        await queue.acquire()
        expect(++inside).toBe(1)
        await new Promise((resolve) => setImmediate(resolve))
        inside--
        queue.release()
        return i
      }),
    ),
  )
  expect(times).toHaveLength(50)
  await queue.acquire()
  queue.release()
})
