import { expect, test } from 'vitest'
import { canRetry, RefusedFile } from './can-retry.ts'
import { SendError } from './send-bytes.ts'

const answered = (...codes: string[]) =>
  Object.assign(new Error('x'), { graphQLErrors: codes.map((code) => ({ extensions: { code } })) })

test.each([
  ['a lost connection', new SendError('lost'), true],
  ['a server that is busy', new SendError('busy', 503), true],
  ['a full disk', new SendError('full', 507), true],
  ['an address that ran out', new SendError('old', 403), true],
  ['bytes that are no representation', new SendError('features.test has NaN', 422), false],
  ['pieces that a server on the way does not take', new SendError('large', 413), false],
  ['what was found out here', new RefusedFile('x'), false],
  ['no answer to a question', answered(), true],
  ['a question that was refused', answered('BAD_USER_INPUT'), false],
  ['a role that is missing', answered('FORBIDDEN'), false],
  ['a session that ended', answered('UNAUTHENTICATED'), true],
  ['a file that was changed', Object.assign(new Error('x'), { name: 'NotReadableError' }), false],
])('%s', (_, error, retry) => expect(canRetry(error)).toBe(retry))
