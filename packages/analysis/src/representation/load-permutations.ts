import { BadInput, loadValues, type StoredTensor } from '@mitoscope/formats'
import type { Representation } from './representation.ts'

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
