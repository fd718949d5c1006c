/** Names of the tensors of a representation; the README says what each holds. */
export const TENSOR_NAMES = [
  'features.test',
  'labels.test',
  'features.train',
  'labels.train',
  'readout.weight',
  'readout.bias',
  'permutations',
] as const

export type TensorName = (typeof TENSOR_NAMES)[number]

export function isTensorName(name: string | undefined): name is TensorName {
  return (TENSOR_NAMES as readonly (string | undefined)[]).includes(name)
}

// The file names of the code published with the paper, whose features and weights carry the run's settings in the middle.
const PUBLISHED: readonly (readonly [RegExp, TensorName])[] = [
  [/^features_(.*_)?test$/, 'features.test'],
  [/^features_(.*_)?train(ing)?$/, 'features.train'],
  [/^weights?(_.*)?$/, 'readout.weight'],
  [/^bias(_.*)?$/, 'readout.bias'],
  [/labels_test/, 'labels.test'],
  [/labels_train/, 'labels.train'],
]

/**
 * Returns the tensor that a file of only one tensor holds, by the file's name, as "features.test.npy" or
 * "weights_wide_resnet28_512.pt"; undefined if the name tells none.
 */
export function tensorNameOfFile(file: string): TensorName | undefined {
  const stem = file.replace(/\.[^.]*$/, '')
  if (isTensorName(stem)) return stem
  return PUBLISHED.find(([pattern]) => pattern.test(stem))?.[1]
}
