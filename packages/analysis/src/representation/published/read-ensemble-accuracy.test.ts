import { expect, it } from 'vitest'
import { memorySource, writeNpy } from '@mitoscope/formats/testing'
import { readEnsembleAccuracy } from './read-ensemble-accuracy.ts'

const name = 'ensamble_averages_wide_resnet28_512_ep200_wd0.0005_label_smoothing0.0_n20_20_nrep10.npy'
const read = (values: number[], shape = [values.length], file = name) =>
  readEnsembleAccuracy([
    memorySource('notes.txt', new Uint8Array(2)),
    memorySource(file, writeNpy({ shape, values })),
  ])

it('reads the first number of the authors’ file, whatever its shape', async () => {
  expect(await read([0.9708, 0.001])).toBeCloseTo(0.9708, 6)
  expect(await read([0.9708, 0.97, 0.001, 0.002], [2, 2])).toBeCloseTo(0.9708, 6)
})

it('takes nothing else for it', async () => {
  expect(await read([], [0])).toBeUndefined()
  expect(await read([97.08])).toBeUndefined()
  expect(await read([0.9], [1], 'features_test.npy')).toBeUndefined()
})
