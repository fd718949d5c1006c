import { architectures } from '../architectures/architectures.ts'
import { controlNames } from '../datasets/controls.ts'
import { datasets } from '../datasets/datasets.ts'
import { defaultSweep, type SweepConfig } from './sweep-config.ts'

interface ChoiceOption {
  readonly kind: 'choice'
  readonly choices: readonly string[]
}

interface NumberOption {
  /** Kind of number; lists hold distinct numbers. */
  readonly kind: 'integer' | 'number' | 'integers' | 'numbers'
  readonly minimum: number
  readonly maximum: number
  /** True if a list may be empty. */
  readonly optional?: boolean
}

/** Condition of a setting: another setting, and the choices of it for which the setting has an effect. */
export interface OptionUse {
  readonly name: SettingName
  readonly choices: readonly string[]
}

/** Name of a setting that has an option. Contrasts and options of architectures are described elsewhere. */
export type SettingName = Exclude<keyof SweepConfig, 'contrasts' | 'options'>

/** Setting of a sweep, described so that a form, a command line and a check can be built from it. */
export type SweepOption = (ChoiceOption | NumberOption) & {
  readonly name: SettingName
  readonly title: string
  readonly default: string | number | readonly number[]
  /** True for a setting that few need: forms fold it away, and configs omit it if it equals its default. */
  readonly advanced?: boolean
  /** Condition under which the setting has an effect; without one it always has. */
  readonly use?: OptionUse
}

const adam: OptionUse = { name: 'optimiser', choices: ['adam'] }
const lateDecay: OptionUse = { name: 'decayFrom', choices: ['epoch'] }
const cosines: OptionUse = { name: 'schedule', choices: ['cosine', 'cosine-restarts'] }
const restarts: OptionUse = { name: 'schedule', choices: ['cosine-restarts'] }
const steps: OptionUse = { name: 'schedule', choices: ['step'] }
const crossEntropy: OptionUse = { name: 'loss', choices: ['cross-entropy'] }
const mostEpochs = 100_000

/** Optional hyper-parameters, each with a default. */
export const hyperparameterOptions: readonly SweepOption[] = [
  pick('optimiser', 'Optimiser', ['sgd', 'nesterov', 'adam']),
  bound('secondMomentum', 'number', 'β₂ of Adam (β₁ is the momentum)', 0.999, [0, 0.999_999_9], adam),
  bound('epsilon', 'number', 'ε of Adam', 1e-8, [1e-16, 1], adam),
  pick('decayOf', 'Parameters that decay', ['all', 'weights']),
  pick('decayFrom', 'Begin of the weight decay', ['start', 'interpolation', 'epoch']),
  bound('decayFromEpoch', 'integer', 'First epoch with weight decay', 2, [2, mostEpochs], lateDecay),
  pick('schedule', 'Learning rate by epoch', ['cosine', 'constant', 'cosine-restarts', 'step']),
  bound('finalRate', 'number', 'Learning rate at the end of the cosine', 0, [0, 1_000], cosines),
  bound('restartAfter', 'integer', 'Epochs of the first cosine', 10, [1, mostEpochs], restarts),
  bound('restartFactor', 'integer', 'Length of each cosine relative to the last', 1, [1, 100], restarts),
  {
    ...bound('milestones', 'integers', 'Epochs after which the rate drops', [], [1, mostEpochs], steps),
    optional: true,
  } as SweepOption,
  bound('rateFactor', 'number', 'Factor of the rate at each drop', 0.1, [1e-6, 1], steps),
  bound('warmUp', 'integer', 'Epochs of linear warm-up', 0, [0, mostEpochs]),
  bound('warmUpFrom', 'number', 'Share of the rate at the start of the warm-up', 0.01, [1e-6, 1]),
  pick('loss', 'Loss', ['cross-entropy', 'square-hinge']),
  bound('labelSmoothing', 'number', 'Label smoothing', 0, [0, 0.999_999], crossEntropy),
  bound('microBatches', 'integer', 'Passes over which a step’s gradient is accumulated', 1, [1, 10_000]),
  pick('augmentation', 'Augmentation', ['none', 'crop-and-flip']),
]

type CoreName = Exclude<keyof typeof defaultSweep, 'contrasts'>
type Range = Omit<NumberOption, 'kind'>

/** Settings of a sweep, except contrasts and options of the architecture, in the order in which forms show them. */
export const sweepOptions: readonly SweepOption[] = [
  choose(
    'dataset',
    'Dataset',
    datasets.map(({ id }) => id),
  ),
  limit('trainSize', 'integer', 'Training images', { minimum: 1, maximum: 10_000_000 }),
  limit('testSize', 'integer', 'Test images', { minimum: 1, maximum: 10_000_000 }),
  choose(
    'architecture',
    'Architecture',
    architectures.map(({ id }) => id),
  ),
  {
    ...limit('hiddenLayers', 'integer', 'Hidden layers', { minimum: 1, maximum: 16 }),
    use: {
      name: 'architecture',
      choices: architectures
        .filter(({ options }) => options.some(({ name }) => name === 'hiddenLayers'))
        .map(({ id }) => id),
    },
  },
  limit('widths', 'integers', 'Widths', { minimum: 1, maximum: 65_536 }),
  limit('seeds', 'integers', 'Seeds', { minimum: 0, maximum: 2 ** 31 - 1 }),
  limit('weightDecays', 'numbers', 'Weight decays', { minimum: 0, maximum: 10 }),
  limit('epochs', 'integer', 'Epochs', { minimum: 0, maximum: 100_000 }),
  limit('batchSize', 'integer', 'Images per step', { minimum: 1, maximum: 1_000_000 }),
  limit('learningRate', 'number', 'Learning rate of the first epoch', { minimum: 0, maximum: 1_000 }),
  limit('momentum', 'number', 'Momentum', { minimum: 0, maximum: 1 }),
  limit('evaluateEvery', 'integer', 'Epochs between evaluations', { minimum: 1, maximum: 100_000 }),
  limit('checkpoints', 'integers', 'Epochs with checkpoints', {
    minimum: 1,
    maximum: 100_000,
    optional: true,
  }),
  ...hyperparameterOptions,
  {
    name: 'control',
    kind: 'choice',
    title: 'Control that replaces the data',
    choices: controlNames,
    default: 'none',
    advanced: true,
  },
  bound('labelNoise', 'number', 'Share of the training labels replaced by another class', 0, [0, 1]),
  {
    name: 'dataSeed',
    kind: 'integer',
    title: 'Seed of drawn data and of label noise',
    minimum: 0,
    maximum: 2 ** 31 - 1,
    default: 0,
    advanced: true,
  },
  {
    name: 'pictureSize',
    kind: 'integer',
    title: 'Rows and columns of scaled pictures',
    minimum: 1,
    maximum: 1_024,
    default: 32,
    advanced: true,
    use: {
      name: 'dataset',
      choices: datasets.filter(({ origin }) => origin.kind === 'pictures').map(({ id }) => id),
    },
  },
]

function choose(name: 'dataset' | 'architecture', title: string, choices: readonly string[]): SweepOption {
  return { name, kind: 'choice', title, choices, default: defaultSweep[name] }
}

function limit(name: CoreName, kind: NumberOption['kind'], title: string, range: Range): SweepOption {
  return { name, kind, title, ...range, default: defaultSweep[name] } as SweepOption
}

/** Describes a choice whose default is its first entry. */
function pick(name: SettingName, title: string, choices: readonly string[]): SweepOption {
  return { name, kind: 'choice', title, choices, default: choices[0], advanced: true }
}

/** Describes a number with a default of its own. */
function bound(
  name: SettingName,
  kind: NumberOption['kind'],
  title: string,
  standard: number | readonly number[],
  [minimum, maximum]: readonly [number, number],
  use?: OptionUse,
): SweepOption {
  const described = { name, kind, title, minimum, maximum, default: standard, advanced: true }
  return use ? { ...described, use } : described
}
