/** Thrown when a dataset's file cannot be used. The message names the file, the problem and the remedy. */
export class BadDataset extends Error {
  readonly file: string

  constructor(file: string, problem: string, remedy: string) {
    super(`${file}: ${problem}. ${remedy}`)
    this.name = 'BadDataset'
    this.file = file
  }
}
