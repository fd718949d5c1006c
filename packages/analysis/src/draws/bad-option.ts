/** Error of an option that cannot be used. The message names the option, its value and the remedy. */
export class BadOption extends Error {
  readonly option: string
  readonly value: unknown

  constructor(option: string, value: unknown, problem: string, remedy: string) {
    super(`${option} ${JSON.stringify(value) ?? String(value)} ${problem}. ${remedy}`)
    this.name = 'BadOption'
    this.option = option
    this.value = value
  }
}
