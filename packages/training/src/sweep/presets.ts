import type { SweepConfig } from './sweep-config.ts'

/** A preset: settings of a sweep under a name, which can be overridden one by one. */
export interface Preset {
  readonly id: string
  readonly title: string
  /** Purpose, and source of the numbers. */
  readonly summary: string
  /** Settings of the preset; all others have their defaults. */
  readonly settings: Partial<SweepConfig>
}

const paper = 'Doimo et al., arXiv 2106.03485'
const epochsOfPaper = [1, 2, 5, 10, 20, 40, 60, 80, 100, 130, 140, 150, 160, 180]

/** Training in which groups are followed through interpolation: a width that hardly splits and one that does, each epoch kept. */
const followed: Partial<SweepConfig> = {
  widths: [64, 512],
  seeds: [0, 1, 2],
  checkpoints: Array.from({ length: 40 }, (_, i) => i + 1),
}

/** Presets in the order in which they are shown. To add one, add an entry here. */
export const presets: readonly Preset[] = [
  {
    id: 'default',
    title: 'Default',
    summary: 'Fully connected networks on 10,000 images of MNIST: groups in minutes on a laptop',
    settings: {},
  },
  {
    id: 'cifar',
    title: 'CIFAR of the paper',
    summary: `Wide-ResNet28 on CIFAR-10 for 200 epochs with the paper's recipe, made for a GPU; other architectures and CIFAR-100 take the same (${paper})`,
    settings: {
      dataset: 'cifar-10',
      trainSize: 50_000,
      testSize: 10_000,
      architecture: 'wide-resnet-28',
      widths: [16, 32, 64, 128, 256, 512],
      seeds: [0],
      weightDecays: [5e-4],
      epochs: 200,
      batchSize: 128,
      learningRate: 0.1,
      momentum: 0.9,
      evaluateEvery: 10,
      checkpoints: epochsOfPaper,
      finalRate: 1e-5,
      augmentation: 'crop-and-flip',
    },
  },
  {
    id: 'parity-mnist',
    title: 'Parity of MNIST of the paper',
    summary: `Five hidden layers on ten principal components of MNIST, digits even or odd, with the square hinge, batch norm and orthogonal weights, regularised and not (${paper}); size of the batch and number of epochs are ours`,
    settings: {
      dataset: 'parity-mnist',
      trainSize: 60_000,
      testSize: 10_000,
      architecture: 'fully-connected',
      hiddenLayers: 5,
      options: { batchNorm: true, orthogonal: true },
      widths: [4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048],
      seeds: [0],
      weightDecays: [0.03, 0],
      epochs: 200,
      batchSize: 256,
      learningRate: 1e-3,
      momentum: 0.9,
      evaluateEvery: 10,
      checkpoints: epochsOfPaper,
      schedule: 'constant',
      loss: 'square-hinge',
    },
  },
  {
    id: 'interpolation',
    title: 'Groups through interpolation',
    summary:
      'The default networks of 64 and 512 neurons with every epoch kept, to see whether groups form before the training error is 0; label-noise and late-decay are its controls',
    settings: followed,
  },
  {
    id: 'label-noise',
    title: 'Control: noisy labels, never interpolated',
    summary:
      'The same networks, epochs and weight decay on 20 % wrong labels, of which neither width reaches training error 0: groups here do not need interpolation',
    settings: { ...followed, labelNoise: 0.2 },
  },
  {
    id: 'late-decay',
    title: 'Control: weight decay after interpolation',
    summary:
      'The same networks with weight decay from the epoch after the first with training error 0 on: groups that form here need no decay before it',
    settings: { ...followed, decayFrom: 'interpolation' },
  },
]

/** Returns the preset with an id. Throws an Error that lists the known ids. */
export function findPreset(id: string): Preset {
  const preset = presets.find((candidate) => candidate.id === id)
  if (preset) return preset
  const known = presets.map((candidate) => candidate.id).join(', ')
  throw new Error(`There is no recipe "${id}". Choose one of: ${known}`)
}

/**
 * Returns a preset's settings, overridden by `given`. If `given` chooses another architecture, the preset's options are
 * dropped.
 */
export function applyPreset({ settings }: Preset, given: Partial<SweepConfig>): Partial<SweepConfig> {
  const { hiddenLayers, options, ...others } = settings
  const isOther = given.architecture !== undefined && given.architecture !== settings.architecture
  const own = isOther
    ? {}
    : { ...(hiddenLayers !== undefined && { hiddenLayers }), ...(options && { options }) }
  const merged = { ...others, ...own, ...given }
  const chosen = { ...own.options, ...given.options }
  return Object.keys(chosen).length > 0 ? { ...merged, options: chosen } : merged
}
