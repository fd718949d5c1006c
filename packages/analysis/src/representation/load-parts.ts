import { BadInput, isFloat, loadValues, requireFinite, type StoredTensor } from '@mitoscope/formats'
import type { Readout, Representation, Warning } from './representation.ts'

/**
 * Number of classes that are accepted without a readout; a larger label is taken for something other than a
 * class.
 */
const MOST_CLASSES = 1 << 20

/**
 * Loads labels [N]. Rejects with BadInput unless they are integers in 0 … classes − 1, or below MOST_CLASSES
 * without `classes`, and of at least two classes. Warns about labels that are stored as floats.
 */
export async function loadLabels(
  tensor: StoredTensor,
  classes: number | undefined,
  warnings: Warning[],
): Promise<Int32Array> {
  const { file, name } = tensor
  const values = await loadValues(tensor)
  const labels = new Int32Array(values.length)
  const limit = classes ?? MOST_CLASSES
  for (let row = 0; row < values.length; row++) {
    const label = values[row]
    if (!(Number.isInteger(label) && label >= 0 && label < limit))
      throw labelError(tensor, row, label, classes)
    labels[row] = label
  }
  if (labels.every((label) => label === labels[0])) {
    const remedy = 'Save the inputs of all classes; with a single one there is nothing to tell apart.'
    throw new BadInput(file, name, `has the same class ${labels[0]} in all ${labels.length} rows`, remedy)
  }
  if (isFloat(tensor.dtype)) {
    const message = `${name} in ${file} is stored as ${tensor.dtype}; its values are all integers and were taken as classes.`
    warnings.push({ code: 'float-labels', message })
  }
  return labels
}

function labelError(
  { file, name }: StoredTensor,
  row: number,
  label: number,
  classes: number | undefined,
): BadInput {
  const range =
    classes === undefined ? 'classes are integers from 0' : `the readout has classes 0 to ${classes - 1}`
  const remedy =
    label < 0
      ? 'Number the classes from 0; labels of −1 and 1 become (y + 1) / 2.'
      : 'Number the classes from 0, one for each row of the readout, in its order.'
  return new BadInput(file, name, `has label ${label} at row ${row}, but ${range}`, remedy)
}

/**
 * Loads the final linear layer; a weight [W, C] is transposed, with a warning, if only that orientation
 * fits.
 */
export async function loadReadout(
  weight: StoredTensor,
  bias: StoredTensor | undefined,
  width: number,
  warnings: Warning[],
): Promise<Readout> {
  const isTurned = weight.shape[1] !== width
  const [classes] = isTurned ? [weight.shape[1]] : weight.shape
  const [first, second] = weight.strides
  const upright = isTurned ? { ...weight, shape: [classes, width], strides: [second, first] } : weight
  const values = await loadValues(upright)
  requireFinite(values, upright)
  if (isTurned) {
    const message = `${weight.name} in ${weight.file} has shape [${weight.shape.join(', ')}] and was transposed to [C, W].`
    warnings.push({ code: 'readout-transposed', message })
  }
  return { classes, weight: values, bias: await loadBias(bias, classes, warnings) }
}

async function loadBias(
  bias: StoredTensor | undefined,
  classes: number,
  warnings: Warning[],
): Promise<Float64Array> {
  if (!bias) {
    warnings.push({ code: 'readout-without-bias', message: 'There is no readout.bias: zeros were taken.' })
    return new Float64Array(classes)
  }
  const values = await loadValues(bias)
  requireFinite(values, bias)
  return values
}

/** Loads recorded draws [R, W]. Rejects with BadInput unless every row holds each of 0 … W − 1 once. */
export async function loadPermutations(
  tensor: StoredTensor,
): Promise<NonNullable<Representation['permutations']>> {
  const [draws, width] = tensor.shape
  const loaded = await loadValues(tensor)
  const values = new Int32Array(loaded.length)
  // seenIn[n] is the last row, counted from 1, in which neuron n was seen.
  const seenIn = new Int32Array(width)
  for (let i = 0; i < loaded.length; i++) {
    const neuron = loaded[i]
    const row = Math.floor(i / width)
    const isNeuron = neuron >= 0 && neuron < width
    if (!isNeuron || seenIn[neuron] === row + 1)
      throw permutationError(tensor, row, i % width, neuron, isNeuron)
    seenIn[neuron] = row + 1
    values[i] = neuron
  }
  return { draws, values }
}

function permutationError(
  tensor: StoredTensor,
  row: number,
  column: number,
  neuron: number,
  isNeuron: boolean,
): BadInput {
  const { file, name, shape } = tensor
  const fault = isNeuron ? 'for the second time in that row' : `which is not in 0 to ${shape[1] - 1}`
  const problem = `is no permutation in row ${row}: column ${column} has ${neuron}, ${fault}`
  return new BadInput(
    file,
    name,
    problem,
    'Each row lists all neurons once, counted from 0: numpy.random.permutation(W).',
  )
}
