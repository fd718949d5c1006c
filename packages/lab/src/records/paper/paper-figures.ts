import type { PaperFigure, PaperNumber, PaperQuantity } from './paper-figure.ts'
import {
  cifar100Scale,
  convolutionalScale,
  denseNet28Scale,
  denseNet40Scale,
  ensembleScale,
  exponentScale,
  interpolationScale,
  mnistScale,
  narrowResNetScale,
  parityFullScale,
  parityScale,
  wideResNetEnsembleScale,
  wideResNetScale,
} from './scales.ts'

/** Source of all figures. */
const citation =
  'Doimo, Glielmo, Goldt, Laio: Redundant representations help generalization in wide neural networks, NeurIPS 2022 (arXiv 2106.03485)'

const wideResNetOfPaper = 'Wide-ResNet28-8 on CIFAR-10 (W = 512), one network, read off the authors’ published figure' // prettier-ignore
const denseNetOfPaper = 'DenseNet40 on CIFAR-10'

const sizes = [16, 32, 64, 128, 256, 512]

/** Numbers of the chunks of Wide-ResNet28-8. */
const excessErrors = list('excessError', 512, sizes, [0.3365, 0.0994, 0.0196, 0.01, 0.0073, 0.0053])
const trainErrors = list('trainError', 512, sizes, [0.3095, 0.0913, 0.0056, 1.5e-5, 2e-6, 0])
const r2s = list('r2', 512, sizes, [0.541, 0.8755, 0.9921, 0.9973, 0.9991, 1])
const correlations = list('residualCorrelation', 512, sizes, [0.061, 0.0518, 0.0209, 0.0105, 0.0036, 0.0004])

/** Numbers of chunks of the widest DenseNet40, and of whole networks. */
const denseNetR2s = list('r2', 1408, [22, 44, 88, 176, 352], [0.741, 0.929, 0.9927, 0.9988, 0.9998])
const denseNetTrainErrors: PaperNumber[] = [
  [44, 0.0865],
  [88, 0.0086],
  [176, 0.0001],
  [352, 0],
  [704, 0],
  [1408, 0],
].map(([width, value]) => ({ quantity: 'trainErrorOfNetworks', width, size: width, value }))

/** Every figure of the paper that can be reproduced; a new one is an entry here. */
export const paperFigures: readonly PaperFigure[] = [
  {
    id: 'chunk-error',
    aliases: ['fig2a'],
    version: 1,
    title: 'Test error of chunks',
    shows:
      'Above a critical size the test error of chunks of a wide layer approaches its limit as w^(−1/2), as that of whole networks of that width does.',
    citation,
    claims: ['decay-exponent', 'network-decay', 'group-carries-layer'],
    network: wideResNetOfPaper,
    numbers: excessErrors,
    small: mnistScale,
    full: wideResNetScale,
  },
  {
    id: 'chunk-training-error',
    aliases: ['fig3a'],
    version: 1,
    title: 'Training error of chunks',
    shows: 'Chunks above the critical size interpolate the training set as the whole layer does.',
    citation,
    claims: ['group-carries-layer'],
    network: wideResNetOfPaper,
    numbers: trainErrors,
    small: mnistScale,
    full: wideResNetScale,
  },
  {
    id: 'reconstruction',
    aliases: ['fig3b'],
    version: 1,
    title: 'R² of the layer from chunks',
    shows:
      'A linear map gives the whole layer back from a chunk of the critical size, and the number of such chunks grows with width.',
    citation,
    claims: ['group-carries-layer', 'linear-growth'],
    network: wideResNetOfPaper,
    numbers: r2s,
    small: mnistScale,
    full: wideResNetScale,
  },
  {
    id: 'residual-correlation',
    aliases: ['fig3c'],
    version: 1,
    title: 'Correlation of residuals',
    shows:
      'What a chunk above the critical size leaves unexplained of the other neurons is independent noise.',
    citation,
    claims: ['residual-correlation'],
    network: wideResNetOfPaper,
    numbers: correlations,
    small: mnistScale,
    full: wideResNetScale,
  },
  {
    id: 'dynamics',
    aliases: [],
    version: 2,
    title: 'Groups over the training',
    shows: 'Groups form late in the training, when the training error reaches 0.',
    citation,
    claims: ['after-interpolation'],
    network: '',
    numbers: [],
    small: interpolationScale,
    full: denseNet28Scale,
  },
  {
    id: 'regularisation',
    aliases: ['parity-mnist'],
    version: 1,
    title: 'Groups with and without weight decay',
    shows:
      'Fully connected networks on the parity of MNIST split into groups when they are regularised, and hardly when not.',
    citation,
    claims: ['weight-decay', 'linear-growth'],
    network: '',
    numbers: [],
    small: parityScale,
    full: parityFullScale,
  },
  {
    id: 'ensembles',
    aliases: [],
    version: 1,
    title: 'A wide network against an ensemble of narrow ones',
    shows:
      'In one of the paper’s tasks a wide network of several groups does better than an ensemble of as many networks of a group’s width.',
    citation,
    claims: ['network-decay', 'decay-exponent', 'linear-growth'],
    network: '',
    numbers: [],
    small: ensembleScale,
    full: wideResNetEnsembleScale,
  },
  {
    id: 'exponents',
    aliases: [],
    version: 1,
    title: 'Exponents of the excess error, where they can be decided',
    shows:
      'Whether the excess error of chunks, and of whole networks, falls with their size as w^(−1/2), with error_∞ of many networks.',
    citation,
    claims: ['decay-exponent', 'network-decay'],
    network: '',
    numbers: [],
    small: exponentScale,
    full: wideResNetEnsembleScale,
  },
  {
    id: 'dense-net',
    aliases: ['small-convolutional'],
    version: 1,
    title: 'DenseNet40: whole networks and chunks',
    shows:
      'Densely connected networks split as residual ones do; whole ones interpolate from 352 neurons on.',
    citation,
    claims: ['group-carries-layer', 'linear-growth', 'residual-correlation', 'weight-decay'],
    network: denseNetOfPaper,
    numbers: [...denseNetTrainErrors, ...denseNetR2s],
    small: convolutionalScale,
    full: denseNet40Scale,
  },
  {
    id: 'cifar-100',
    aliases: ['narrow-wide-resnet'],
    version: 1,
    title: 'Wide-ResNets on harder data',
    shows: 'On CIFAR-100 chunks of Wide-ResNet28 behave as on CIFAR-10.',
    citation,
    claims: ['group-carries-layer', 'decay-exponent', 'linear-growth'],
    network: '',
    numbers: [],
    small: narrowResNetScale,
    full: cifar100Scale,
  },
]

/** Finds the figure with this id or alias; undefined if there is none. */
export function findPaperFigure(name: string): PaperFigure | undefined {
  return paperFigures.find(({ id, aliases }) => id === name || aliases.includes(name))
}

function list(
  quantity: PaperQuantity,
  width: number,
  of: readonly number[],
  values: readonly number[],
): PaperNumber[] {
  return of.map((size, i) => ({ quantity, width, size, value: values[i] }))
}
