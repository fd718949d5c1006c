import { describe, expect, it } from 'vitest'
import { BadOption, readOptions } from './option.ts'
import type { PartitionShape } from '../shapes/partition.ts'
import type { ScalarsShape } from '../shapes/scalars.ts'
import { groups } from './groups.ts'
import { keptGroups } from './kept-groups.ts'
import { makeLayer } from '../computations/testing/make-layer.ts'
import { checkLeaks, openContext } from '../computations/testing/open-context.ts'

checkLeaks()

// 64 neurons mix 3 signals with little noise of their own: groups of 16 carry all there is.
const plan = { width: 64, rows: 400, rank: 3, noise: 0.1 }

async function measure(given: Record<string, unknown>) {
  const context = await openContext(await makeLayer(plan))
  const { result, ...rest } = await keptGroups.run(context, readOptions(keptGroups.options, given))
  const value = (id: string) => (result as ScalarsShape).scalars.find((scalar) => scalar.id === id)?.value
  return { ...rest, value }
}

describe('kept groups', () => {
  it('measures of one group what the partition says of it', async () => {
    const context = await openContext(await makeLayer(plan))
    const partition = await groups.run(context, readOptions(groups.options, { size: 16 }))
    const [, second] = (partition.result as PartitionShape).groups
    const { value } = await measure({ size: 16, groups: [2] })
    expect(value('testError')).toBe(second.testError)
    expect(value('trainError')).toBe(second.trainError)
    expect(value('r2')).toBe(second.r2)
    expect(value('neurons')).toBe(16)
    expect(value('parameters')).toBe(3 * 17)
  })

  it('measures the layer itself when every group is kept', async () => {
    const { value, draws } = await measure({ size: 16, draws: 3 })
    expect(value('testError')).toBe(value('wholeTestError'))
    expect(value('randomTestError')).toBe(value('wholeTestError'))
    expect(value('r2')).toBe(1)
    expect(draws).toBe(4)
  })

  it('lets a group that carries the same stand for another', async () => {
    const { value } = await measure({ size: 16, groups: '1-3', replaced: 3, by: 4 })
    expect(value('mapR2')).toBeGreaterThan(0.95)
    const change = Math.abs(value('testError')! - value('unswappedTestError')!)
    expect(change).toBeLessThan(0.03)
    expect(value('neurons')).toBe(48)
  })

  it('finds the same when groups count twice as when the readout is rescaled', async () => {
    const twice = await measure({ size: 16, groups: [1, 1, 2, 2] })
    const rescaled = await measure({ size: 16, groups: [1, 2], readout: 'RESCALED' })
    expect(twice.value('testError')).toBe(rescaled.value('testError'))
    expect(twice.value('testLoss')).toBeCloseTo(rescaled.value('testLoss')!, 9)
  })

  it.each([
    [{ groups: [5] }, /groups 5 is no group.*1 to 4/],
    [{ replaced: 1 }, /by null|half a swap/],
    [{ replaced: 1, by: 1 }, /itself/],
    [{ groups: [2], replaced: 1, by: 2 }, /not kept/],
    [{ replaced: 1, by: 2, readout: 'REFIT' }, /stand in/],
  ])('refuses %j', async (given, message) => {
    const asked = measure({ size: 16, ...given })
    await expect(asked).rejects.toThrow(BadOption)
    await expect(asked).rejects.toThrow(message)
  })
})
