import { describe, expect, it } from 'vitest'
import { openSample } from './testing/open-sample.ts'
import { refusalOf, type TestTensor } from '@mitoscope/formats/testing'

const zeros = (shape: number[], dtype = 'f32'): TestTensor => {
  return { shape, dtype, values: Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 0) }
}
const FLOAT32 = 'Save it as float32: x.astype(numpy.float32) in NumPy, x.float() in PyTorch.'
const INTEGERS = 'Save it as integers: x.astype(numpy.int64) in NumPy, x.long() in PyTorch.'

const CASES: [string, string, TestTensor, string][] = [
  ['no axes', 'features.test', zeros([]), 'has shape [], but features are a matrix [N, W]. Pool or flatten'],
  [
    'one axis',
    'features.test',
    zeros([4]),
    'has shape [4], but features are a matrix [N, W]. Pool or flatten',
  ],
  [
    'an image',
    'features.test',
    zeros([6, 4, 2, 2]),
    'has shape [6, 4, 2, 2], but features are a matrix [N, W]. Pool to one row per input: x.mean((2, 3)) of [N, C, H, W]',
  ],
  [
    'an image, channels last',
    'features.test',
    zeros([6, 1, 1, 4]),
    'has shape [6, 1, 1, 4], but features are a matrix [N, W]. Pool to one row per input: ',
  ],
  [
    'tokens',
    'features.test',
    zeros([6, 3, 4]),
    'has shape [6, 3, 4], but features are a matrix [N, W]. Pool to one row per input: x.mean(1) of [N, tokens, C]',
  ],
  ['no rows', 'features.test', zeros([0, 4]), 'has no rows. Statistics need at least 2 inputs.'],
  ['one row', 'features.test', zeros([1, 4]), 'has one row. Statistics need at least 2 inputs.'],
  ['one neuron', 'features.test', zeros([6, 1]), 'has one column. Groups need at least 2 neurons.'],
  ['no neurons', 'features.test', zeros([6, 0]), 'has no columns. Groups need at least 2 neurons.'],
  [
    'too many neurons',
    'features.test',
    zeros([2, 2 ** 20 + 1], 'u8'),
    'has shape [2, 1048577]. At most 134217728',
  ],
  [
    'integers',
    'features.test',
    zeros([6, 4], 'i64'),
    `is stored as i64, where f16, bf16, f32 or f64 is needed. ${FLOAT32}`,
  ],
  [
    'booleans',
    'features.train',
    zeros([6, 4], 'bool'),
    `is stored as bool, where f16, bf16, f32 or f64 is needed.`,
  ],
  [
    'another width',
    'features.train',
    zeros([5, 3]),
    'has 3 columns, but features.test has 4. Take both from the same layer',
  ],
  [
    'too few labels',
    'labels.test',
    zeros([5], 'i64'),
    'has 5 labels, but features.test has 6 rows. Save the labels of exactly',
  ],
  ['too many labels', 'labels.train', zeros([6], 'i64'), 'has 6 labels, but features.train has 5 rows.'],
  [
    'one-hot labels',
    'labels.test',
    zeros([6, 3], 'i64'),
    'has shape [6, 3], but labels are a vector [N]. Save one class index',
  ],
  [
    'text for labels',
    'permutations',
    zeros([1, 4], 'bool'),
    `is stored as bool, where integers of 8 to 64 bits are needed. ${INTEGERS}`,
  ],
  [
    'another readout',
    'readout.weight',
    zeros([3, 5]),
    'has shape [3, 5], but the readout of 4 neurons is [C, 4]. Save the weight',
  ],
  ['a flat readout', 'readout.weight', zeros([4]), 'has shape [4], but the readout of 4 neurons is [C, 4].'],
  [
    'one output',
    'readout.weight',
    zeros([1, 4]),
    'has shape [1, 4], but a readout needs a row for each of at least 2 classes. For a net with one output',
  ],
  [
    'an integer readout',
    'readout.weight',
    zeros([3, 4], 'i32'),
    'is stored as i32, where f16, bf16, f32 or f64 is needed.',
  ],
  [
    'another bias',
    'readout.bias',
    zeros([4]),
    'has shape [4], but the readout has 3 classes. Save the bias of the same linear layer, [3].',
  ],
  [
    'an integer bias',
    'readout.bias',
    zeros([3], 'u8'),
    'is stored as u8, where f16, bf16, f32 or f64 is needed.',
  ],
  [
    'draws of another width',
    'permutations',
    zeros([2, 5], 'i32'),
    'has shape [2, 5], but draws of 4 neurons are [R, 4]. Save one permutation',
  ],
  ['no draws', 'permutations', zeros([0, 4], 'i32'), 'has shape [0, 4], but draws of 4 neurons are [R, 4].'],
  [
    'one draw without an axis',
    'permutations',
    zeros([4], 'i32'),
    'has shape [4], but draws of 4 neurons are [R, 4].',
  ],
  [
    'fractional draws',
    'permutations',
    zeros([2, 4]),
    `is stored as f32, where integers of 8 to 64 bits are needed. ${INTEGERS}`,
  ],
]

describe('a tensor that does not fit is refused, by file, name and remedy', () => {
  it.each(CASES)('%s', async (_, name, tensor, message) => {
    expect(await refusalOf(openSample({ [name]: tensor }))).toContain(`run.npz, tensor "${name}": ${message}`)
  })
})
