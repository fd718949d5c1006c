import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashFile, canRetry, RefusedFile } from './transfer-file.ts'
import { SendError } from './send-bytes.ts'

test.each([0, 1, 2 ** 21, 5_000_001])(
  '%i bytes hash as elsewhere, and say how far they are',
  async (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255)
    const told: number[] = []
    const hash = await hashFile(
      new Blob([bytes]),
      (fraction) => void told.push(fraction),
      new AbortController().signal,
    )
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(told.at(-1)).toBe(length === 0 ? undefined : 1)
  },
)

test('it stops when it is told to', async () => {
  const stop = new AbortController()
  const hashing = hashFile(new Blob([new Uint8Array(10_000_000)]), () => stop.abort(), stop.signal)
  await expect(hashing).rejects.toMatchObject({ name: 'AbortError' })
})

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
