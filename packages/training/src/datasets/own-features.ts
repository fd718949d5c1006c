import type { Dataset } from './dataset.ts'

/** Vectors of the user's with their classes; every size here is only taken for granted until they are read. */
export const ownFeatures: Dataset = {
  id: 'features',
  title: 'Features of your own',
  summary:
    'Vectors with classes, as ImageNet features of another network: features.train, labels.train, features.test and labels.test in .safetensors, .npz or .npy files of yours',
  classes: 1_000,
  shape: [1, 1, 2_048],
  trainSize: 10_000_000,
  testSize: 10_000_000,
  origin: { kind: 'features' },
}
