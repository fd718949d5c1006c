import { defaultSweep, findPreset, type SweepConfig } from '@mitoscope/training'
import type { PaperDuration, PaperScale } from './paper-figure.ts'

const { hiddenLayers: _, ...anyNetwork } = defaultSweep

/**
 * Durations from scratch, with the dataset's package already fetched, on two lightly loaded cores of an AMD
 * EPYC.
 */
const onTwoCores = (minutes: number): PaperDuration => ({ minutes, machine: 'two cores', basis: 'measured' })

/** Default sweep up to 512 neurons. */
export const mnistScale: PaperScale = {
  sweep: 'mnist-fully-connected',
  config: {
    ...defaultSweep,
    widths: [16, 32, 64, 128, 256, 512],
    seeds: [0, 1, 2],
    // Two seeds, as one judges nothing.
    contrasts: [{ weightDecay: 0, seeds: [0, 1] }],
  },
  draws: 40,
  epochs: false,
  expected: onTwoCores(3),
  isOfPaper: false,
  limits:
    'Fully connected networks of two hidden layers on 10,000 images of MNIST, not the paper’s convolutional ones: the shape of the laws can be ' +
    'compared, their numbers cannot. Three seeds give wide intervals over seeds, and error_∞ of three networks is an upper bound of the paper’s of twenty.',
}

const ofPreset = (id: string): SweepConfig => ({
  ...defaultSweep,
  contrasts: [],
  ...findPreset(id).settings,
})

/** Scale on which groups are followed through interpolation, with the controls that break what goes along with it. */
export const interpolationScale: PaperScale = {
  sweep: 'mnist-interpolation',
  config: ofPreset('interpolation'),
  controls: ['label-noise', 'late-decay'].map((id) => ({ id, config: ofPreset(id) })),
  draws: 40,
  epochs: true,
  expected: { minutes: 20, machine: 'two cores', basis: 'estimated' },
  isOfPaper: false,
  limits:
    'Fully connected networks of 64 and 512 neurons on 10,000 images of MNIST, three seeds, one weight decay and one share of noisy labels: what holds ' +
    'for them need not hold for the paper’s convolutional networks. Three seeds leave the number of groups before interpolation open by a factor.',
}

/** Scale of ensembles: few neurons, many networks of each width. */
export const ensembleScale: PaperScale = {
  sweep: 'mnist-ensembles',
  config: { ...defaultSweep, widths: [16, 32, 64, 128, 256], seeds: [0, 1, 2, 3, 4, 5, 6, 7], contrasts: [] },
  draws: 40,
  epochs: false,
  expected: onTwoCores(2),
  isOfPaper: false,
  limits:
    'Eight fully connected networks per width on MNIST, whose test error is near .035: differences of an ensemble and a wide network are a few ' +
    'dozen of 10,000 images, so that most of them cannot be told from chance.',
}

/** Scale at which exponents can be decided: many networks, many test inputs, and groups far smaller than the layer. */
export const exponentScale: PaperScale = {
  sweep: 'parity-mnist-exponents',
  config: {
    ...defaultSweep,
    dataset: 'parity-mnist',
    trainSize: 1_000,
    // The test images, and the training images that are not trained on.
    testSize: 60_000,
    hiddenLayers: 5,
    options: { batchNorm: true, orthogonal: true },
    widths: [8, 16, 32, 128],
    seeds: Array.from({ length: 20 }, (_, seed) => seed),
    weightDecays: [0.03],
    contrasts: [],
    epochs: 60,
    batchSize: 64,
    learningRate: 0.02,
    checkpoints: [60],
    loss: 'square-hinge',
  },
  draws: 40,
  epochs: false,
  expected: { minutes: 8, machine: 'two cores', basis: 'estimated' },
  isOfPaper: false,
  limits:
    'Fully connected networks of at most 128 neurons on 1,000 images and two classes: w* is about 3, so that four sizes of chunks lie above 2 w* and below the ' +
    'layer. The narrower networks do not interpolate, and an exponent of this task need not be that of another.',
}

/** Scale with and without regularisation. */
export const parityScale: PaperScale = {
  sweep: 'parity-mnist',
  config: {
    ...defaultSweep,
    dataset: 'parity-mnist',
    trainSize: 1_000,
    hiddenLayers: 5,
    options: { batchNorm: true, orthogonal: true },
    widths: [4, 8, 16, 32, 64, 128, 256],
    seeds: [0, 1, 2],
    weightDecays: [0.03, 0],
    contrasts: [],
    epochs: 60,
    batchSize: 64,
    learningRate: 0.02,
    checkpoints: [1, 2, 5, 10, 20],
    loss: 'square-hinge',
  },
  draws: 40,
  epochs: false,
  expected: onTwoCores(4),
  isOfPaper: false,
  limits:
    'The paper’s network and its two weight decays, but 1,000 images instead of 60,000, 60 epochs of a cosine from twenty times its learning rate, and ' +
    'at most 256 neurons, where both interpolate. With two classes a regularised layer comes down to two or three directions, so that even the ' +
    'narrowest holds several groups: what is compared is how weight decay alone changes their number.',
}

/** Scale of a small convolutional network: four convolutions in place of forty. */
export const convolutionalScale: PaperScale = {
  sweep: 'cifar-10-small-convolutional',
  config: {
    ...anyNetwork,
    dataset: 'cifar-10',
    trainSize: 2_000,
    testSize: 2_000,
    architecture: 'small-convolutional',
    widths: [8, 16, 32, 64],
    // One seed judges nothing, and after so many epochs the regularised widest network misses four images.
    seeds: [0, 1],
    weightDecays: [0.01, 0],
    contrasts: [],
    epochs: 120,
    batchSize: 64,
    checkpoints: [10, 40],
  },
  draws: 40,
  epochs: false,
  expected: { minutes: 12, machine: 'two cores', basis: 'estimated' },
  isOfPaper: false,
  limits:
    '2,000 images of CIFAR-10, two seeds and at most 64 neurons: a network that generalises badly, of which the regularised ones do not quite interpolate (error .002 at 64). ' +
    'Growth with width can be told only if the critical width lies below 32.',
}

/** Scale of Wide-ResNet, as narrow as the paper's narrowest. */
export const narrowResNetScale: PaperScale = {
  sweep: 'cifar-10-narrow-wide-resnet-16',
  config: {
    ...anyNetwork,
    dataset: 'cifar-10',
    trainSize: 1_000,
    testSize: 1_000,
    architecture: 'wide-resnet-16',
    widths: [4, 8, 16, 32],
    seeds: [0],
    weightDecays: [0.005],
    contrasts: [],
    epochs: 15,
    batchSize: 64,
    checkpoints: [2, 5, 10],
  },
  draws: 40,
  epochs: false,
  expected: onTwoCores(2),
  isOfPaper: false,
  limits:
    '1,000 images of CIFAR-10 and at most 32 neurons, fewer than the paper’s w*: groups and their growth lie beyond two cores. What it can ' +
    'tell is the other side of the critical width, whether narrow residual networks are one group.',
}

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
    config: { ...standard, contrasts: [], ...findPreset(recipe).settings, ...change },
    draws: 40,
    epochs: false,
    expected: { minutes, machine: 'one GPU', basis: 'estimated' },
    isOfPaper: true,
    limits,
  }
}
