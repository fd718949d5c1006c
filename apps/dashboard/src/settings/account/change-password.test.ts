import { expect, test } from 'vitest'
import { checkPasswords, explain } from './change-password.ts'

test('passwords are checked before they are sent', () => {
  const fine = { current: 'correct horse', next: 'other horses', again: 'other horses' }
  expect(checkPasswords(fine)).toBeUndefined()
  expect(checkPasswords({ ...fine, current: '' })).toBe('Enter your current password.')
  expect(checkPasswords({ ...fine, next: 'short' })).toContain('it has 5')
  expect(checkPasswords({ ...fine, next: fine.current })).toContain('must differ from the current one')
  expect(checkPasswords({ ...fine, again: 'other horse' })).toContain('differ')
})

test('refusals say what to do', () => {
  expect(explain(400, { code: 'INVALID_PASSWORD', message: 'Invalid' })).toBe(
    'The current password is wrong.',
  )
  expect(explain(429, {})).toContain('in a minute')
  expect(explain(400, { message: 'Too common' })).toBe('Too common')
  expect(explain(500, {})).toContain('status 500')
})
