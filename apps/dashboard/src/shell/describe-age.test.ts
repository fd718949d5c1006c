import { expect, test } from 'vitest'
import { describeAge, describeStaleness } from './describe-age.ts'

test('an age has one unit', () => {
  const minute = 60_000
  expect(
    [5_000, 2 * minute, 59.9 * minute, 60 * minute, 47 * 60 * minute, 48 * 60 * minute].map(describeAge),
  ).toEqual(['less than a minute ago', '2 min ago', '59 min ago', '1 h ago', '47 h ago', '2 days ago'])
})

test('what is shown is old when the socket is lost, questions fail, or nobody is signed in', () => {
  expect(describeStaleness({ status: 'live', failing: false })).toBeUndefined()
  expect(describeStaleness({ status: 'connecting', failing: false })).toBeUndefined()
  expect(describeStaleness({ status: 'live', failing: true })).toBe('Not up to date')
  expect(describeStaleness({ status: 'lost', failing: true })).toBe('Offline')
  expect(describeStaleness({ status: 'refused', failing: false })).toBe('Signed out')
})
