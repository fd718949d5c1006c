/** Error about given data that cannot be used. The message names the file, the tensor and the remedy. */
export class BadInput extends Error {
  readonly file: string
  readonly tensor: string | undefined
  /** Problem, a predicate that completes "FILE …": "is empty". */
  readonly problem: string
  readonly remedy: string

  constructor(file: string, tensor: string | undefined, problem: string, remedy: string) {
    super(`${file}${tensor === undefined ? '' : `, tensor "${tensor}"`}: ${problem}. ${remedy}`)
    this.name = 'BadInput'
    this.file = file
    this.tensor = tensor
    this.problem = problem
    this.remedy = remedy
  }
}
