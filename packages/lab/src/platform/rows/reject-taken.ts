import { LabError } from '../errors/lab-error.ts'

/** Returns the result of a write; throws CONFLICT if a unique index rejected it. */
export async function rejectTaken<T>(write: Promise<T>, message: string): Promise<T> {
  try {
    return await write
  } catch (error) {
    if ((error as { code?: unknown }).code === '23505') throw new LabError('CONFLICT', message)
    throw error
  }
}
