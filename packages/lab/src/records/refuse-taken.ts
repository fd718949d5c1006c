import { LabError } from '../errors/lab-error.ts'

/** Answers as the write does; CONFLICT where a unique index refused it. */
export async function refuseTaken<T>(write: Promise<T>, message: string): Promise<T> {
  try {
    return await write
  } catch (error) {
    if ((error as { code?: unknown }).code === '23505') throw new LabError('CONFLICT', message)
    throw error
  }
}
