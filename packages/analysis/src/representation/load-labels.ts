import { BadInput, isFloat, loadValues, type StoredTensor } from '@mitoscope/formats'
import type { Warning } from './representation.ts'

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
