import { BadSweep } from './bad-sweep.ts'
import type { SweepOption } from './sweep-option.ts'

/** Checks the value of one setting on its own. Throws BadSweep. */
export function checkOption(option: SweepOption, value: unknown, name: string = option.name): void {
  if (option.kind === 'choice') {
    if (typeof value === 'string' && option.choices.includes(value)) return
    throw new BadSweep(name, `there is no ${show(value)}`, `Choose one of: ${option.choices.join(', ')}`)
  }
  const whole = option.kind === 'integer' || option.kind === 'integers'
  const range = `${whole ? 'whole numbers' : 'numbers'} from ${option.minimum} to ${option.maximum}`
  if (option.kind === 'integer' || option.kind === 'number') {
    if (isWithin(value, option, whole)) return
    throw new BadSweep(name, `${show(value)} is out of range`, `Allowed are ${range}`)
  }
  if (!Array.isArray(value) || (value.length === 0 && !option.optional)) {
    throw new BadSweep(name, `${show(value)} is not a list of numbers`, `Give a list of ${range}`)
  }
  const wrong = value.findIndex((entry) => !isWithin(entry, option, whole))
  if (wrong >= 0) throw new BadSweep(name, `${show(value[wrong])} is out of range`, `Allowed are ${range}`)
  const twice: unknown = value.find((entry, i) => value.indexOf(entry) !== i)
  if (twice !== undefined) throw new BadSweep(name, `${show(twice)} is given twice`, 'Give each value once')
}

/** Returns a value as messages show it. */
export function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value)
}

function isWithin(value: unknown, range: { minimum: number; maximum: number }, whole: boolean): boolean {
  if (typeof value !== 'number' || !(value >= range.minimum && value <= range.maximum)) return false
  return !whole || Number.isInteger(value)
}
