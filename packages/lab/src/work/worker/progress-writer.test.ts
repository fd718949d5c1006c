import { expect, test } from 'vitest'
import type { JobProgress } from '../../platform/queue/job-kind.ts'
import { createProgressWriter } from './progress-writer.ts'

const point = (step: number) => ({ name: 'x', step, value: 0 })

test('what comes while a report is being kept goes together, and nothing is lost', async () => {
  const kept: JobProgress[] = []
  let release = () => {}
  const writer = createProgressWriter(
    0,
    (progress) => {
      kept.push(progress)
      return new Promise((resolve) => (release = resolve))
    },
    () => {},
  )
  writer.report({ phase: 'a', fraction: 0.1, metrics: [point(1)] })
  await expect.poll(() => kept.length).toBe(1)
  writer.report({ phase: 'a', fraction: 0.2, metrics: [point(2)], log: 'one' })
  writer.report({ phase: 'b', fraction: 0.3, state: 's', log: 'two' })
  writer.report({ phase: 'b', fraction: 0.4, metrics: [point(3)] })
  expect(kept).toHaveLength(1)
  const settled = writer.settle()
  release()
  await expect.poll(() => kept.length).toBe(2)
  release()
  await settled
  expect(kept[1]).toMatchObject({
    phase: 'b',
    fraction: 0.4,
    metrics: [point(2), point(3)],
    state: 's',
    log: 'one\ntwo',
  })
})

test('after a report that could not be kept none is', async () => {
  const errors: unknown[] = []
  let calls = 0
  const writer = createProgressWriter(
    0,
    async () => {
      calls++
      throw new Error('full')
    },
    (error) => errors.push(error),
  )
  writer.report({ phase: 'a', fraction: 0 })
  await expect.poll(() => errors).toHaveLength(1)
  writer.report({ phase: 'a', fraction: 1 })
  await writer.settle()
  expect(calls).toBe(1)
})
