import type { NumberOption, OptionUse, SettingName, SweepOption } from './sweep-option.ts'

const adam: OptionUse = { name: 'optimiser', choices: ['adam'] }
const cosines: OptionUse = { name: 'schedule', choices: ['cosine', 'cosine-restarts'] }
const restarts: OptionUse = { name: 'schedule', choices: ['cosine-restarts'] }
const steps: OptionUse = { name: 'schedule', choices: ['step'] }
const crossEntropy: OptionUse = { name: 'loss', choices: ['cross-entropy'] }
const mostEpochs = 100_000

/** Optional hyper-parameters, each with a default. */
export const hyperparameterOptions: readonly SweepOption[] = [
  choose('optimiser', 'Optimiser', ['sgd', 'nesterov', 'adam']),
  limit('secondMomentum', 'number', 'β₂ of Adam (β₁ is the momentum)', 0.999, [0, 0.999_999_9], adam),
  limit('epsilon', 'number', 'ε of Adam', 1e-8, [1e-16, 1], adam),
  choose('decayOf', 'Parameters that decay', ['all', 'weights']),
  choose('schedule', 'Learning rate by epoch', ['cosine', 'constant', 'cosine-restarts', 'step']),
  limit('finalRate', 'number', 'Learning rate at the end of the cosine', 0, [0, 1_000], cosines),
  limit('restartAfter', 'integer', 'Epochs of the first cosine', 10, [1, mostEpochs], restarts),
  limit('restartFactor', 'integer', 'Length of each cosine relative to the last', 1, [1, 100], restarts),
  {
    ...limit('milestones', 'integers', 'Epochs after which the rate drops', [], [1, mostEpochs], steps),
    optional: true,
  } as SweepOption,
  limit('rateFactor', 'number', 'Factor of the rate at each drop', 0.1, [1e-6, 1], steps),
  limit('warmUp', 'integer', 'Epochs of linear warm-up', 0, [0, mostEpochs]),
  limit('warmUpFrom', 'number', 'Share of the rate at the start of the warm-up', 0.01, [1e-6, 1]),
  choose('loss', 'Loss', ['cross-entropy', 'square-hinge']),
  limit('labelSmoothing', 'number', 'Label smoothing', 0, [0, 0.999_999], crossEntropy),
  limit('microBatches', 'integer', 'Passes over which a step’s gradient is accumulated', 1, [1, 10_000]),
  choose('augmentation', 'Augmentation', ['none', 'crop-and-flip']),
]

/** Describes a choice whose default is its first entry. */
function choose(name: SettingName, title: string, choices: readonly string[]): SweepOption {
  return { name, kind: 'choice', title, choices, default: choices[0], advanced: true }
}

function limit(
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
