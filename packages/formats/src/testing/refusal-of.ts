import { BadInput } from '../bad-input.ts'

/** The message that the work is refused with; throws when it succeeds or fails by anything but BadInput. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof BadInput) return error.message
    throw error
  }
  throw new Error('nothing was refused')
}
