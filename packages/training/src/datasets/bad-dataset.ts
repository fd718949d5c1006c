import { BadInput } from '@mitoscope/formats'

/** Thrown when a dataset's file cannot be used. The message names the file, the problem and the remedy. */
export class BadDataset extends Error {
  readonly file: string

  constructor(file: string, problem: string, remedy: string) {
    super(`${file}: ${problem}. ${remedy}`)
    this.name = 'BadDataset'
    this.file = file
  }
}

/** Runs a reader of files; the files that it rejects are rejected as those of a dataset. */
export function asDataset<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    throw new BadDataset(error.file, error.problem, error.remedy)
  }
}
