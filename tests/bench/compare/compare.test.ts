import { expect, test, vi } from 'vitest'
import { compare } from './compare.ts'
import { crossThreads, type Setting } from './settings.ts'

test('the fastest setting is measured in turns with every way of ours', async () => {
  const order: string[] = []
  const theirs = vi.fn(async ({ waiting }: Setting) => {
    order.push('theirs')
    return { seconds: waiting === 'PASSIVE' ? 6 : 60, cpuSeconds: 12 }
  })
  const ours = (name: string, seconds: number) => async () => {
    order.push(name)
    return { seconds, cpuSeconds: seconds }
  }
  const found = await compare(
    {
      what: 'work',
      first: crossThreads({}),
      changes: [],
      targets: { native: 2, slow: 2 },
      try: async (setting) => (setting.waiting === 'PASSIVE' ? 1 : 10),
      theirs,
      ours: { native: ours('native', 2), slow: ours('slow', 4) },
    },
    { rounds: 6, isPrinted: true },
  )
  expect(order).toEqual(Array.from({ length: 6 }, () => ['theirs', 'native', 'slow']).flat())
  expect(found.map(({ way, faster }) => [way, faster.ratio])).toEqual([
    ['native', expect.closeTo(3, 12)],
    ['slow', expect.closeTo(1.5, 12)],
  ])
  expect(found[0]).toMatchObject({
    theirs: { seconds: 6, cpuSeconds: 12 },
    ours: { seconds: 2 },
    rounds: 6,
    setting: '1 thread, wait policy PASSIVE',
  })
})
