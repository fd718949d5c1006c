import type { PaperNumber, PaperQuantity } from './paper-figure.ts'

/** Source of all figures. */
export const citation =
  'Doimo, Glielmo, Goldt, Laio: Redundant representations help generalization in wide neural networks, NeurIPS 2022 (arXiv 2106.03485)'

export const wideResNetOfPaper = 'Wide-ResNet28-8 on CIFAR-10 (W = 512), one network, read off the authors’ published figure' // prettier-ignore
export const denseNetOfPaper = 'DenseNet40 on CIFAR-10'

const sizes = [16, 32, 64, 128, 256, 512]

/** Numbers of the chunks of Wide-ResNet28-8. */
export const excessErrors = list('excessError', 512, sizes, [0.3365, 0.0994, 0.0196, 0.01, 0.0073, 0.0053])
export const trainErrors = list('trainError', 512, sizes, [0.3095, 0.0913, 0.0056, 1.5e-5, 2e-6, 0])
export const r2s = list('r2', 512, sizes, [0.541, 0.8755, 0.9921, 0.9973, 0.9991, 1])
export const correlations = list(
  'residualCorrelation',
  512,
  sizes,
  [0.061, 0.0518, 0.0209, 0.0105, 0.0036, 0.0004],
)

/** Numbers of chunks of the widest DenseNet40, and of whole networks. */
export const denseNetR2s = list('r2', 1408, [22, 44, 88, 176, 352], [0.741, 0.929, 0.9927, 0.9988, 0.9998])
export const denseNetTrainErrors: PaperNumber[] = [
  [44, 0.0865],
  [88, 0.0086],
  [176, 0.0001],
  [352, 0],
  [704, 0],
  [1408, 0],
].map(([width, value]) => ({ quantity: 'trainErrorOfNetworks', width, size: width, value }))

function list(
  quantity: PaperQuantity,
  width: number,
  of: readonly number[],
  values: readonly number[],
): PaperNumber[] {
  return of.map((size, i) => ({ quantity, width, size, value: values[i] }))
}
