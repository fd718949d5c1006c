import { JobTicksDocument, type JobTickFragment } from '@mitoscope/schema/documents'
import { Kind, visit } from 'graphql'
import { formatDocument } from 'urql'
import { expect, test } from 'vitest'
import { addTicks, applyTicks, toJobChange } from './job-ticks.ts'

const tick = (id: string, second: number, more: Partial<JobTickFragment> = {}): JobTickFragment => ({
  id,
  state: 'RUNNING',
  phase: 'training',
  progress: second / 60,
  secondsLeft: 60 - second,
  updatedAt: `2026-11-25T09:00:${String(second).padStart(2, '0')}.000Z`,
  ...more,
})

test('what is heard is laid over what was read, by its id', () => {
  const read = [
    { ...tick('a', 1), name: 'first' },
    { ...tick('b', 1), name: 'second' },
  ]
  const shown = applyTicks(read, addTicks(new Map(), [tick('b', 5), tick('c', 5)]))
  expect(shown).toEqual([read[0], { ...tick('b', 5), name: 'second' }])
})

test('after a reconnection the same comes again: nothing is doubled, and nothing older wins', () => {
  const before = addTicks(new Map(), [tick('a', 5)])
  const again = addTicks(before, [tick('a', 3), tick('a', 5), tick('b', 6)])
  expect([...again.values()]).toEqual([tick('a', 5), tick('b', 6)])
  const readLater = [tick('a', 9, { state: 'FINISHED', progress: 1 })]
  expect(applyTicks(readLater, again)).toEqual(readLater)
})

test('only jobs that are new or change their state are changes', () => {
  expect(toJobChange(tick('a', 2), undefined)).toBe('new')
  expect(toJobChange(tick('a', 2), tick('a', 1))).toBeUndefined()
  expect(toJobChange(tick('a', 2, { state: 'FAILED' }), tick('a', 1))).toBe('changed')
})

test('a step of 20 jobs that run is at most 10 kB', () => {
  const names: string[] = []
  visit(formatDocument(JobTicksDocument), {
    [Kind.FIELD]: ({ name }) => void names.push(name.value),
  })
  const job = {
    __typename: 'Job',
    ...tick(btoa(`Job:${crypto.randomUUID()}`), 7),
    phase: 'analyses after epoch 1,000',
    progress: 0.123_456_789_012_345,
    secondsLeft: 12_345.678_901_234,
  }
  expect(new Set(names)).toEqual(new Set(['jobsUpdated', 'jobs', ...Object.keys(job)]))
  const data = { jobsUpdated: { __typename: 'JobsUpdate', jobs: [job] } }
  const message = { id: crypto.randomUUID(), type: 'next', payload: { data } }
  expect(20 * JSON.stringify(message).length).toBeLessThanOrEqual(10_000)
})
