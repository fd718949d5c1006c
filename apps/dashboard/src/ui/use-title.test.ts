import { expect, test } from 'vitest'
import { joinTitle } from './use-title.ts'

test('a title says what the page shows, and nothing before that is known', () => {
  expect(joinTitle(['digits', 'Sweep'])).toBe('digits · Sweep · Mitoscope')
  expect(joinTitle(['Jobs', null])).toBe('Jobs · Mitoscope')
  expect(joinTitle([undefined, 'Sweep'])).toBeUndefined()
})
