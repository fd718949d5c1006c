import type { Dataset } from './dataset.ts'

/** Pictures of the user's, however many and of whichever classes; every size here is only taken for granted until they are read. */
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
