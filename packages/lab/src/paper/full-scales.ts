import { defaultSweep, findRecipe, type SweepConfig } from '@mitoscope/training'
import type { PaperScale } from './paper-figure.ts'

const limits = 'Seeds are fewer than the paper’s twenty, so that error_∞ lies a little above its own.'

/** Scale of Wide-ResNet28 on CIFAR-10, up to the paper's W = 512. */
export const wideResNetScale = ofRecipe('cifar-10-wide-resnet-28', 'cifar', { seeds: [0, 1] }, 700)

export const cifar100Scale = ofRecipe(
  'cifar-100-wide-resnet-28',
  'cifar',
  { dataset: 'cifar-100', seeds: [0, 1] },
  700,
)

export const denseNet40Scale = ofRecipe(
  'cifar-10-densenet-40',
  'cifar',
  { architecture: 'densenet-40', widths: [44, 88, 176, 352, 704, 1408], seeds: [0, 1] },
  900,
)

/** Scale of DenseNet28, whose chunks of 7 to 480 neurons the paper's figure follows during training. */
export const denseNet28Scale: PaperScale = {
  ...ofRecipe(
    'cifar-10-densenet-28',
    'cifar',
    { architecture: 'densenet-28', widths: [120, 240, 480], evaluateEvery: 5 },
    120,
  ),
  epochs: true,
}

export const parityFullScale = ofRecipe('parity-mnist-full', 'parity-mnist', { seeds: [0, 1, 2] }, 240)

export const wideResNetEnsembleScale = ofRecipe(
  'cifar-10-wide-resnet-28-ensembles',
  'cifar',
  { widths: [64, 128, 512], seeds: [0, 1, 2, 3, 4] },
  1600,
)

/**
 * Builds a scale from a recipe. Minutes are estimated from the operations of the training, for a GPU with
 * 2e13 operations per second.
 */
function ofRecipe(sweep: string, recipe: string, change: Partial<SweepConfig>, minutes: number): PaperScale {
  const { hiddenLayers: _, ...standard } = defaultSweep
  return {
    sweep,
    config: { ...standard, contrasts: [], ...findRecipe(recipe).settings, ...change },
    draws: 40,
    epochs: false,
    expected: { minutes, machine: 'one GPU', basis: 'estimated' },
    isOfPaper: true,
    limits,
  }
}
