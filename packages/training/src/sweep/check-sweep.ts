import { findArchitecture } from '../architectures/architectures.ts'
import { findDataset } from '../datasets/datasets.ts'
import { checkHyperparameters, checkNetwork } from './check-settings.ts'
import { BadSweep, type Contrast, type SweepConfig } from './sweep-config.ts'
import { type SettingName, type SweepOption, sweepOptions } from './sweep-options.ts'

/**
 * Checks settings from outside, and returns them without optional ones that equal their default. Throws BadSweep for
 * the first setting that cannot be used.
 */
export function checkSweep(value: unknown): SweepConfig {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadSweep('sweep', 'its settings are not an object', 'Give one JSON object')
  }
  const given = value as Record<string, unknown>
  const known = new Set<string>([...sweepOptions.map(({ name }) => name), 'contrasts', 'options'])
  const unknown = Object.keys(given).find((name) => !known.has(name))
  if (unknown !== undefined) {
    throw new BadSweep(unknown, 'there is no such setting', `Settings are: ${[...known].join(', ')}`)
  }
  const config = leaveOutDefaults(given)
  for (const option of sweepOptions) {
    const mayLack = option.advanced || !counts(option, config)
    if (!mayLack || option.name in config) checkOption(option, config[option.name])
  }
  checkUses(config)
  checkContrasts(config.contrasts)
  const checked = config as unknown as SweepConfig
  checkSizes(checked)
  checkHyperparameters(checked)
  checkNetwork(checked)
  return checked
}

/** Rejects a setting that has no effect, which is a mistake of the user's. */
function checkUses(config: Readonly<Record<string, unknown>>): void {
  for (const option of sweepOptions) {
    const { name, use } = option
    if (!use || !(name in config) || counts(option, config)) continue
    throw new BadSweep(
      name,
      `${show(config[name])} has no effect where ${use.name} is ${show(chosenOf(use.name, config))}`,
      `Leave it out, or choose as ${use.name}: ${use.choices.join(', ')}`,
    )
  }
}

function checkContrasts(value: unknown): void {
  if (!Array.isArray(value)) {
    throw new BadSweep('contrasts', `${show(value)} is not a list`, 'Give a list, which may be empty')
  }
  const [decays, seeds] = ['weightDecays', 'seeds'].map((name) => sweepOptions.find((o) => o.name === name)!)
  value.forEach((contrast: Partial<Contrast> | null, i) => {
    checkOption(decays, [contrast?.weightDecay], `contrasts[${i}].weightDecay`)
    checkOption(seeds, contrast?.seeds, `contrasts[${i}].seeds`)
  })
}

function checkSizes(config: SweepConfig): void {
  const { trainSize, testSize, title, origin } = findDataset(config.dataset)
  const remedy = (size: number) => `${title} has ${size} of them; choose at most as many`
  if (config.trainSize > trainSize)
    throw new BadSweep('trainSize', `${config.trainSize} is too many`, remedy(trainSize))
  // Training images that are not trained on can be tested on.
  const most = origin.kind === 'files' ? testSize + trainSize - config.trainSize : testSize
  if (config.testSize > most) throw new BadSweep('testSize', `${config.testSize} is too many`, remedy(most))
}

/** Checks the value of one setting on its own. Throws BadSweep. */
function checkOption(option: SweepOption, value: unknown, name: string = option.name): void {
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
function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value)
}

function isWithin(value: unknown, range: { minimum: number; maximum: number }, whole: boolean): boolean {
  if (typeof value !== 'number' || !(value >= range.minimum && value <= range.maximum)) return false
  return !whole || Number.isInteger(value)
}

/**
 * Drops optional settings that equal their default, so that configs saved before those settings existed still hash the
 * same. `hiddenLayers` stays if the architecture has that option.
 */
function leaveOutDefaults(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const config = { ...given }
  for (const option of sweepOptions) {
    const { name, advanced, default: standard } = option
    const mayLeave = advanced || !counts(option, config)
    if (mayLeave && (config[name] === undefined || isSame(config[name], standard))) delete config[name]
  }
  const options = leaveOutOptions(config)
  if (options === undefined) delete config.options
  else config.options = options
  return config
}

/** Returns true if a setting has an effect with the other settings. */
function counts({ use }: SweepOption, config: Readonly<Record<string, unknown>>): boolean {
  return !use || use.choices.includes(chosenOf(use.name, config) as string)
}

/** Returns the value of a setting, or its default if it is missing. */
function chosenOf(name: SettingName, config: Readonly<Record<string, unknown>>): unknown {
  return config[name] ?? sweepOptions.find((option) => option.name === name)!.default
}

/** Drops options of the architecture that equal their default; undefined if none is left. */
function leaveOutOptions({ architecture, options }: Readonly<Record<string, unknown>>): unknown {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options
  const known = typeof architecture === 'string' && isArchitecture(architecture)
  const defaults = known ? findArchitecture(architecture).options : []
  const left = Object.entries(options).filter(([name, value]) => {
    return value !== undefined && defaults.find((option) => option.name === name)?.default !== value
  })
  return left.length === 0 ? undefined : Object.fromEntries(left)
}

function isArchitecture(id: string): boolean {
  const option = sweepOptions.find(({ name }) => name === 'architecture')!
  return option.kind === 'choice' && option.choices.includes(id)
}

function isSame(value: unknown, standard: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(standard)
}
