import type { Dataset } from './dataset.ts'

/** Images of the user's. `classes`, `shape` and the sizes are placeholders until the folder has been read. */
export const ownPictures: Dataset = {
  id: 'image-folder',
  title: 'A folder of images',
  summary:
    'PNG and JPEG pictures of yours: train/CLASS/… and test/CLASS/… (or val/…); the centre square of each, scaled to the picture size',
  classes: 10,
  shape: [32, 32, 3],
  trainSize: 10_000_000,
  testSize: 10_000_000,
  origin: { kind: 'pictures' },
}

/** Vectors of the user's with their classes. `classes`, `shape` and the sizes are placeholders until the files have been read. */
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
