import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { parseMachine, parseOwn, readOwnSeconds } from './machine-time.ts'
import { assertQuiet, shareOfOthers, watchOthers } from './quiet.ts'

test('results are refused above a load of 0.5, and printed figures are not', () => {
  expect(() => assertQuiet(0.51, false)).toThrow('its load average is 0.51')
  expect(() => assertQuiet(0.51, false)).toThrow('--print')
  expect(() => assertQuiet(0.5, false)).not.toThrow()
  expect(() => assertQuiet(7, true)).not.toThrow()
})

test('the busy time of the machine is all but idle and waiting for disks', () => {
  const text = 'cpu  1000 20 300 9999 8888 4 50 600 7 7\ncpu0 1 1 1 1 1 1 1 1 0 0\nintr 5\n'
  expect(parseMachine(text)).toBeCloseTo(19.74, 12)
  expect(() => parseMachine('intr 5\n')).toThrow('no line "cpu"')
})

test('CPU time is read past a name with spaces and parentheses, children that ended included', () => {
  const text = '4321 (a) b (c)) S 1 2 3 4 5 6 7 8 9 10 100 20 3000 400 20 0 9'
  expect(parseOwn(text)).toBeCloseTo(35.2, 12)
  expect(() => parseOwn('4321 (short) S 1 2')).toThrow('no four times')
})

test.runIf(existsSync('/proc/self/stat'))('CPU time of a child that has ended counts', () => {
  const before = readOwnSeconds()
  spawnSync(process.execPath, ['-e', 'for (const until = Date.now() + 400; Date.now() < until; );'])
  expect(readOwnSeconds() - before).toBeGreaterThan(0.02)
})

test('others have what the machine did beyond the measured processes', () => {
  const cores = 2
  expect(shareOfOthers({ seconds: 10, machine: 20, own: 15, cores })).toBeCloseTo(0.25, 12)
  expect(shareOfOthers({ seconds: 10, machine: 4.99, own: 5, cores })).toBe(0)
})

/** Two cores; each measurement takes a second, in which others take these CPU seconds, in turns. */
function playClocks(others: readonly number[]) {
  let [now, machine, own, at] = [0, 0, 0, 0]
  const work = vi.fn(async () => {
    now += 1
    own += 1.5
    machine += 1.5 + others[Math.min(at++, others.length - 1)]
    return at
  })
  return { work, clocks: { now: () => now, machine: () => machine, own: () => own, cores: 2 } }
}

test('a disturbed measurement is discarded, counted and repeated', async () => {
  const { work, clocks } = playClocks([0.5, 0.3, 0.02])
  const watch = watchOthers({ keep: false, clocks })
  expect(await watch.measure(work)).toBe(3)
  expect([watch.disturbed, watch.largestShare]).toEqual([2, expect.closeTo(0.01, 12)])
})

test('without an end of the disturbance the measurement fails', async () => {
  const { work, clocks } = playClocks([0.5])
  await expect(watchOthers({ keep: false, clocks }).measure(work)).rejects.toThrow(
    "other processes took 25 % of the processors' time",
  )
  expect(work).toHaveBeenCalledTimes(4)
})

test('what is only printed keeps disturbed measurements and counts them', async () => {
  const { work, clocks } = playClocks([0.5])
  const watch = watchOthers({ keep: true, clocks })
  expect(await watch.measure(work)).toBe(1)
  expect([watch.disturbed, watch.largestShare]).toEqual([1, expect.closeTo(0.25, 12)])
})
