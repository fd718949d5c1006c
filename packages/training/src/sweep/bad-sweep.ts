/** Thrown when a sweep's settings cannot be used. The message names the setting, its value and the remedy. */
export class BadSweep extends Error {
  readonly setting: string

  constructor(setting: string, problem: string, remedy: string) {
    super(`${setting}: ${problem}. ${remedy}`)
    this.name = 'BadSweep'
    this.setting = setting
  }
}
