import { BadInput } from '../bad-input.ts'

/**
 * Returns the message of the BadInput with which the work rejects; throws if it succeeds or rejects with
 * another error.
 */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof BadInput) return error.message
    throw error
  }
  throw new Error('nothing was refused')
}
