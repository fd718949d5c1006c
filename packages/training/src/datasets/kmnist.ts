import { describeIdxDataset } from './idx-family.ts'

export const kmnist = describeIdxDataset({
  id: 'kmnist',
  title: 'Kuzushiji-MNIST',
  summary:
    'Handwritten hiragana, 28 × 28 grey values (Clanuwat et al. 2018); its IDX files in a folder of yours',
  classes: 10,
  trainSize: 60_000,
  testSize: 10_000,
})
