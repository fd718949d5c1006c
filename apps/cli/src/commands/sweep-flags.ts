import { InvalidArgumentError, Option, type Command } from 'commander'
import {
  applyPreset,
  architectures,
  BadSweep,
  defaultSweep,
  findPreset,
  presets,
  sweepOptions,
} from '@mitoscope/training'
import type { ArchitectureOption, SweepConfig, SweepOption } from '@mitoscope/training'
import { numberList } from './flag-values.ts'

const advanced = 'Of the recipe, for whom the defaults are not enough:'

/** Adds an option for every setting of a sweep, and for the options of every architecture. */
export function addSweepFlags(command: Command): Command {
  const names = presets.map(({ id, title }) => `${id} (${title})`).join(', ')
  command.addOption(
    new Option('--recipe <name>', `preset of settings, which other options override: ${names}`).choices(
      presets.map(({ id }) => id),
    ),
  )
  for (const option of sweepOptions) command.addOption(toFlag(option))
  for (const { option, titles } of listOwnOptions()) {
    const flag = `--${kebab(option.name)}${option.kind === 'boolean' ? '' : ' <n>'}`
    const added = new Option(flag, `${option.title} (${titles.join(', ')})`).helpGroup(advanced)
    if (option.kind !== 'boolean') added.argParser(Number)
    command.addOption(added)
    if (option.kind === 'boolean') command.addOption(new Option(`--no-${kebab(option.name)}`).hideHelp())
  }
  return command.option(
    '--contrast <decay:seeds...>',
    'further runs at another weight decay, for example 0:0 for seed 0 at 0',
  )
}

/**
 * Returns the settings of a command line: its options override those of the preset, which override the defaults. Not
 * checked, but for checkpoints after the last epoch: a preset may name some, and whoever asks for one would wait for it
 * in vain. Throws BadSweep for those.
 */
export function parseSweepFlags(command: Command): SweepConfig {
  const flags: Record<string, unknown> = command.opts()
  const isGiven = (name: string) => command.getOptionValueSource(name) === 'cli'
  const pick = (names: readonly string[]) =>
    Object.fromEntries(names.filter(isGiven).map((name) => [name, flags[name]]))
  const options = pick(listOwnOptions().map(({ option }) => option.name))
  const contrasts = (flags.contrast as string[] | undefined)?.map(parseContrast)
  const given = {
    ...pick(sweepOptions.map(({ name }) => name)),
    ...(Object.keys(options).length > 0 && { options }),
    ...(contrasts && { contrasts }),
  } as Partial<SweepConfig>
  const preset = findPreset((flags.recipe as string | undefined) ?? 'default')
  const merged: SweepConfig = { ...defaultSweep, contrasts: [], ...applyPreset(preset, given) }
  rejectWithoutEffect(merged, isGiven)
  const config = merged.checkpoints === everyEpoch ? { ...merged, checkpoints: listEpochs(merged) } : merged
  const late = isGiven('checkpoints') ? config.checkpoints.find((epoch) => epoch > config.epochs) : undefined
  if (late === undefined) return config
  throw new BadSweep(
    'checkpoints',
    `${late} is after the last epoch, ${config.epochs}`,
    `Leave it out, or give --epochs ${late}`,
  )
}

/** Throws BadSweep for an option that was given and that the other settings leave without effect. */
function rejectWithoutEffect(config: SweepConfig, isGiven: (name: string) => boolean): void {
  const values = new Map<string, unknown>(sweepOptions.map((option) => [option.name, option.default]))
  for (const [name, value] of Object.entries(config)) values.set(name, value)
  for (const { name, use } of sweepOptions) {
    const given = use && String(values.get(use.name))
    if (!use || !isGiven(name) || use.choices.includes(given!)) continue
    throw new BadSweep(
      name,
      `it has no effect with ${kebab(use.name)} ${given}`,
      `Leave --${kebab(name)} out, or give --${kebab(use.name)} ${use.choices.join(' or ')}`,
    )
  }
}

/** Stands for all epochs until their number is known. */
const everyEpoch: readonly number[] = []

function parseCheckpoints(text: string): readonly number[] {
  if (text === 'every') return everyEpoch
  try {
    return numberList(text)
  } catch {
    throw new InvalidArgumentError(`"${text}" is neither "every" nor a list of epochs such as 1,5,20.`)
  }
}

function listEpochs({ epochs }: SweepConfig): number[] {
  return Array.from({ length: epochs }, (_, i) => i + 1)
}

function toFlag(option: SweepOption): Option {
  const { name, kind, default: value } = option
  const list = kind === 'integers' || kind === 'numbers'
  const added = new Option(
    `--${kebab(name)} <${list ? 'list' : kind === 'choice' ? 'name' : 'n'}>`,
    describe(option),
  )
  added.default(value, String(value) || 'none')
  if (name === 'checkpoints') added.argParser(parseCheckpoints)
  else if (list) added.argParser(numberList)
  else if (kind !== 'choice') added.argParser(Number)
  return option.advanced ? added.helpGroup(advanced) : added
}

function describe({ title, use, ...option }: SweepOption): string {
  const choices =
    option.kind === 'choice'
      ? `: ${option.choices.join(', ')}`
      : option.name === 'checkpoints'
        ? ', or "every"'
        : ''
  // The condition of an architecture's option would name nearly all architectures.
  const only =
    use && use.name !== 'architecture' ? `; with ${kebab(use.name)} ${use.choices.join(' or ')}` : ''
  return `${title}${choices}${only}`
}

/** Returns the options of architectures that are not settings of every sweep, with the architectures that have them. */
function listOwnOptions(): { option: ArchitectureOption; titles: string[] }[] {
  const known = new Set<string>(sweepOptions.map(({ name }) => name))
  const own = new Map<string, { option: ArchitectureOption; titles: string[] }>()
  for (const { id, options } of architectures) {
    for (const option of options) {
      if (known.has(option.name)) continue
      const entry = own.get(option.name) ?? { option, titles: [] }
      entry.titles.push(id)
      own.set(option.name, entry)
    }
  }
  return [...own.values()]
}

function parseContrast(text: string): { weightDecay: number; seeds: number[] } {
  const [decay, seeds] = text.split(':')
  return { weightDecay: numberList(decay)[0], seeds: numberList(seeds ?? '0') }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
