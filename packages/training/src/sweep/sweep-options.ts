import { architectures } from '../architectures/architectures.ts'
import { controlNames } from '../datasets/controls/controls.ts'
import { datasets } from '../datasets/datasets.ts'
import { hyperparameterOptions } from './hyperparameter-options.ts'
import { defaultSweep } from './sweep-config.ts'
import type { NumberOption, SweepOption } from './sweep-option.ts'

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
  {
    name: 'dataSeed',
    kind: 'integer',
    title: 'Seed of drawn data',
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
