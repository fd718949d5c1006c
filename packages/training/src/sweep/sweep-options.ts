import { architectures } from '../architectures/architectures.ts'
import { datasets } from '../datasets/datasets.ts'
import { defaultSweep, type SweepConfig } from './sweep-config.ts'

interface ChoiceOption {
  readonly kind: 'choice'
  readonly choices: readonly string[]
}

interface NumberOption {
  /** Lists are of distinct numbers. */
  readonly kind: 'integer' | 'number' | 'integers' | 'numbers'
  readonly minimum: number
  readonly maximum: number
  /** Lists only: the list may be empty. */
  readonly optional?: boolean
}

/** One setting of a sweep, described so that a form, a command line and a check can be built from it. */
export type SweepOption = (ChoiceOption | NumberOption) & {
  readonly name: Exclude<keyof SweepConfig, 'contrasts' | 'options'>
  readonly title: string
  readonly default: string | number | readonly number[]
}

type Range = Omit<NumberOption, 'kind'>

/** Every setting of a sweep but its contrasts, in the order in which a form shows them. */
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
  limit('hiddenLayers', 'integer', 'Hidden layers', { minimum: 1, maximum: 16 }),
  limit('widths', 'integers', 'Widths', { minimum: 1, maximum: 65_536 }),
  limit('seeds', 'integers', 'Seeds', { minimum: 0, maximum: 2 ** 31 - 1 }),
  limit('weightDecays', 'numbers', 'Weight decays', { minimum: 0, maximum: 10 }),
  limit('epochs', 'integer', 'Epochs', { minimum: 1, maximum: 100_000 }),
  limit('batchSize', 'integer', 'Images per step', { minimum: 1, maximum: 1_000_000 }),
  limit('learningRate', 'number', 'Learning rate of the first epoch', { minimum: 0, maximum: 1_000 }),
  limit('momentum', 'number', 'Momentum', { minimum: 0, maximum: 1 }),
  limit('evaluateEvery', 'integer', 'Epochs between evaluations', { minimum: 1, maximum: 100_000 }),
  limit('checkpoints', 'integers', 'Epochs kept', { minimum: 1, maximum: 100_000, optional: true }),
]

function choose(name: 'dataset' | 'architecture', title: string, choices: readonly string[]): SweepOption {
  return { name, kind: 'choice', title, choices, default: defaultSweep[name] }
}

function limit(
  name: SweepOption['name'],
  kind: NumberOption['kind'],
  title: string,
  range: Range,
): SweepOption {
  return { name, kind, title, ...range, default: defaultSweep[name] }
}
