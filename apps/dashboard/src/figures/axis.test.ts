import { expect, test } from 'vitest'
import { formatPlace, nameAxis, parseAxis, writeMetricAxis } from './axis.ts'

test('an axis in the address is what it was written as, and nothing where it is unknown', () => {
  expect(parseAxis(writeMetricAxis('metric:a b'))).toEqual({ axis: 'METRIC', axisMetric: 'metric:a b' })
  expect(parseAxis('relative')).toEqual({ axis: 'RELATIVE_TIME', axisMetric: null })
  for (const unknown of ['', 'toString', 'STEP']) expect(parseAxis(unknown)).toBeUndefined()
})

test('an axis is named, and a time on it is a date', () => {
  expect(nameAxis({ axis: 'METRIC', axisMetric: 'tokens' })).toBe('tokens')
  expect(nameAxis({ axis: 'WALL_TIME', axisMetric: null })).toBe('time')
  expect(formatPlace({ axis: 'WALL_TIME' }, 1_767_225_600_000)).toContain('2026')
  expect(formatPlace({ axis: 'STEP' }, 1_000)).not.toContain('2026')
})
