import { expect, test } from 'vitest'
import { encodeCifarPickle } from '../../testing/encode-cifar-pickle.ts'
import { makePlanes } from '../../testing/make-cifar.ts'
import { createGenerator } from '@mitoscope/tensor/random'
import { BadDataset } from '../bad-dataset.ts'
import { readPickle } from './read-pickle.ts'

test('damaged bytes give a value or a BadDataset, nothing else', () => {
  const whole = encodeCifarPickle(makePlanes(1), { labels: [3] })
  // The bytes of the image can be anything; what stands around them is what can go wrong.
  const places = [...whole.keys()].filter((at) => at < 260 || at > whole.length - 80)
  const next = createGenerator(0, 'damage')
  for (let time = 0; time < 5_000; time++) {
    const bytes = whole.slice(0, next() < 0.2 ? Math.floor(next() * whole.length) : whole.length)
    for (let change = 0; change < 3; change++)
      bytes[places[Math.floor(next() * places.length)]] = Math.floor(next() * 256)
    try {
      readPickle({ name: 'damaged', bytes })
    } catch (error) {
      if (!(error instanceof BadDataset)) throw error
      expect(error.file).toBe('damaged')
    }
  }
})
