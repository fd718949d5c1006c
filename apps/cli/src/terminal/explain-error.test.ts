import { withholdDetail } from '@mitoscope/lab/errors'
import { expect, test } from 'vitest'
import { explainError } from './explain-error.ts'
import { exitCodes } from './exit-codes.ts'

test('a command on a lab says what the lab withholds from users of its server', () => {
  const detail = 'The blob storage s3://lab/team: it cannot be reached. Check AWS_ENDPOINT_URL.'
  const error = withholdDetail('UNAVAILABLE', 'The storage of files cannot be reached.', detail)
  expect(explainError(error)).toMatchObject({
    exitCode: exitCodes.unreachable,
    message: expect.stringContaining(detail),
  })
})
