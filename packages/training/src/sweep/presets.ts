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
]

/** Returns the preset with an id. Throws an Error that lists the known ids. */
export function findPreset(id: string): Preset {
  const preset = presets.find((candidate) => candidate.id === id)
  if (preset) return preset
  const known = presets.map((candidate) => candidate.id).join(', ')
  throw new Error(`There is no recipe "${id}". Choose one of: ${known}`)
}
