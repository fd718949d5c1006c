import {
  BadInput,
  printableShape,
  requireFloats,
  requireIntegers,
  type StoredTensor,
} from '@mitoscope/formats'
import type { TensorName } from './representation.ts'

const MOST_ROWS = 1 << 27
const MOST_WIDTH = 1 << 20

/**
 * Throws BadInput unless shapes and types fit together; only headers have been read until then. Returns W,
 * the width. `contents` lists the tensors that were found, for the message about a missing one.
 */
export function checkShapes(
  tensors: ReadonlyMap<TensorName, StoredTensor>,
  file: string,
  contents = '',
): number {
  const test = tensors.get('features.test')
  if (!test) {
    const remedy =
      'It is the one tensor that must be there: name the last-hidden activations [N, W] of the test inputs so.'
    throw new BadInput(file, 'features.test', 'is missing', `${remedy} ${contents}`.trim())
  }
  checkFeatures(test)
  const width = test.shape[1]
  const train = tensors.get('features.train')
  if (train) checkFeatures(train)
  if (train && train.shape[1] !== width) {
    const problem = `has ${train.shape[1]} columns, but features.test has ${width}`
    throw new BadInput(train.file, train.name, problem, 'Take both from the same layer of the same network.')
  }
  checkLabels(tensors.get('labels.test'), test)
  checkLabels(tensors.get('labels.train'), train)
  checkRows(tensors.get('rows.test'), test)
  checkRows(tensors.get('rows.train'), train)
  checkReadout(tensors.get('readout.weight'), tensors.get('readout.bias'), width)
  checkPermutations(tensors.get('permutations'), width)
  return width
}

function checkFeatures(tensor: StoredTensor): void {
  const { file, name, shape } = tensor
  const [rows, width] = shape
  const fail = (problem: string, remedy: string) => new BadInput(file, name, problem, remedy)
  if (shape.length !== 2) {
    throw fail(
      `has shape ${printableShape(shape)}, but features are a matrix [N, W]`,
      howToPool(shape.length),
    )
  }
  if (rows < 2) throw fail(`has ${rows === 1 ? 'one row' : 'no rows'}`, 'Statistics need at least 2 inputs.')
  if (width < 2)
    throw fail(`has ${width === 1 ? 'one column' : 'no columns'}`, 'Groups need at least 2 neurons.')
  if (rows > MOST_ROWS || width > MOST_WIDTH) {
    throw fail(
      `has shape ${printableShape(shape)}`,
      `At most ${MOST_ROWS} inputs and ${MOST_WIDTH} neurons are read.`,
    )
  }
  requireFloats(tensor)
}

function howToPool(axes: number): string {
  if (axes === 4)
    return 'Pool to one row per input: x.mean((2, 3)) of [N, C, H, W], x.mean((1, 2)) of [N, H, W, C]; or x.flatten(1).'
  if (axes === 3) return 'Pool to one row per input: x.mean(1) of [N, tokens, C], or take one token: x[:, 0].'
  return 'Pool or flatten to one row per input.'
}

/**
 * Checks the labels of a split; labels without features of their split pass, since they are ignored with a
 * warning.
 */
function checkLabels(labels: StoredTensor | undefined, features: StoredTensor | undefined): void {
  if (!labels || !features) return
  const { file, name, shape } = labels
  if (shape.length !== 1) {
    const remedy = 'Save one class index per input: y.argmax(1) of one-hot rows, y.ravel() of a column.'
    throw new BadInput(file, name, `has shape ${printableShape(shape)}, but labels are a vector [N]`, remedy)
  }
  if (shape[0] !== features.shape[0]) {
    const problem = `has ${shape[0]} labels, but ${features.name} has ${features.shape[0]} rows`
    throw new BadInput(
      file,
      name,
      problem,
      'Save the labels of exactly the inputs whose features are saved, in their order.',
    )
  }
  requireIntegers(labels, true)
}

/** Checks the numbers of the inputs that a sample was taken of. */
function checkRows(rows: StoredTensor | undefined, features: StoredTensor | undefined): void {
  if (!rows || !features) return
  const { file, name, shape } = rows
  if (shape.length !== 1 || shape[0] !== features.shape[0]) {
    const problem = `has shape ${printableShape(shape)}, but ${features.name} has ${features.shape[0]} rows`
    throw new BadInput(
      file,
      name,
      problem,
      'Save the number of each sampled input, in the order of the features.',
    )
  }
  requireIntegers(rows)
}

function checkReadout(weight: StoredTensor | undefined, bias: StoredTensor | undefined, width: number): void {
  if (!weight) return
  const { file, name, shape } = weight
  if (shape.length !== 2 || !shape.includes(width)) {
    const problem = `has shape ${printableShape(shape)}, but the readout of ${width} neurons is [C, ${width}]`
    throw new BadInput(file, name, problem, 'Save the weight of the linear layer that these features feed.')
  }
  requireFloats(weight)
  const classes = shape[1] === width ? shape[0] : shape[1]
  if (classes < 2) {
    const remedy = 'For a net with one output a, save two rows: numpy.stack([-a, a]), and the bias likewise.'
    throw new BadInput(
      file,
      name,
      `has shape ${printableShape(shape)}, but a readout needs a row for each of at least 2 classes`,
      remedy,
    )
  }
  if (!bias) return
  if (bias.shape.length !== 1 || bias.shape[0] !== classes) {
    const problem = `has shape ${printableShape(bias.shape)}, but the readout has ${classes} classes`
    throw new BadInput(bias.file, bias.name, problem, `Save the bias of the same linear layer, [${classes}].`)
  }
  requireFloats(bias)
}

function checkPermutations(tensor: StoredTensor | undefined, width: number): void {
  if (!tensor) return
  const { file, name, shape } = tensor
  if (shape.length !== 2 || shape[1] !== width || shape[0] < 1) {
    const problem = `has shape ${printableShape(shape)}, but draws of ${width} neurons are [R, ${width}]`
    throw new BadInput(file, name, problem, 'Save one permutation of all neurons per row.')
  }
  requireIntegers(tensor)
}
