import { ApolloServerErrorCode } from '@apollo/server/errors'
import { expect, test } from 'vitest'
import { ErrorCode } from './error-code.ts'

test('every code that Apollo may answer with is listed', () => {
  // Only who keeps documents by their hashes answers that one is not there.
  const { PERSISTED_QUERY_NOT_FOUND: _, ...sent } = ApolloServerErrorCode
  expect(Object.keys(ErrorCode)).toEqual(expect.arrayContaining(Object.values(sent)))
})
