import { checkNetwork } from './check-network.ts'
import { findDataset } from '../datasets/datasets.ts'
import { BadSweep } from './bad-sweep.ts'
import type { Contrast, SweepConfig } from './sweep-config.ts'
import { sweepOptions, type SweepOption } from './sweep-options.ts'

/** Checks settings that came from outside. Throws BadSweep for the first that cannot be used. */
export function checkSweep(value: unknown): SweepConfig {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadSweep('sweep', 'its settings are not an object', 'Give one JSON object')
  }
  const config = value as Record<string, unknown>
  const known = new Set<string>([...sweepOptions.map(({ name }) => name), 'contrasts', 'options'])
  const unknown = Object.keys(config).find((name) => !known.has(name))
  if (unknown !== undefined) {
    throw new BadSweep(unknown, 'there is no such setting', `Settings are: ${[...known].join(', ')}`)
  }
  for (const option of sweepOptions) checkOption(option, config[option.name])
  checkContrasts(config.contrasts)
  const checked = value as SweepConfig
  checkSizes(checked)
  checkNetwork(checked)
  return checked
}

function checkOption(option: SweepOption, value: unknown): void {
  const { name } = option
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

function checkContrasts(value: unknown): void {
  if (!Array.isArray(value)) {
    throw new BadSweep('contrasts', `${show(value)} is not a list`, 'Give a list, which may be empty')
  }
  const [decays, seeds] = ['weightDecays', 'seeds'].map((name) => sweepOptions.find((o) => o.name === name)!)
  value.forEach((contrast: Partial<Contrast> | null, i) => {
    checkOption({ ...decays, name: `contrasts[${i}].weightDecay` } as unknown as SweepOption, [
      contrast?.weightDecay,
    ])
    checkOption({ ...seeds, name: `contrasts[${i}].seeds` } as unknown as SweepOption, contrast?.seeds)
  })
}

function checkSizes(config: SweepConfig): void {
  const { trainSize, testSize, title } = findDataset(config.dataset)
  const remedy = (size: number) => `${title} has ${size} of them; choose at most as many`
  if (config.trainSize > trainSize)
    throw new BadSweep('trainSize', `${config.trainSize} is too many`, remedy(trainSize))
  if (config.testSize > testSize)
    throw new BadSweep('testSize', `${config.testSize} is too many`, remedy(testSize))
}

function isWithin(value: unknown, range: { minimum: number; maximum: number }, whole: boolean): boolean {
  if (typeof value !== 'number' || !(value >= range.minimum && value <= range.maximum)) return false
  return !whole || Number.isInteger(value)
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value)
}
