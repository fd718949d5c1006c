import type { RowStream } from '@mitoscope/formats'
import { expect, it } from 'vitest'
import { makeLayer } from '../../computations/testing/make-layer.ts'
import { checkLeaks, openTestBackend } from '../../computations/testing/open-context.ts'
import type { Representation } from '../../representation/representation.ts'
import { computeLogits } from './compute-logits.ts'

checkLeaks()

/** Returns logits in float64, straight from the rows. */
async function truthOf({ test: { features }, readout }: Representation): Promise<Float64Array> {
  const { classes, weight, bias } = readout!
  const logits = new Float64Array(features.rows * classes)
  let row = 0
  for await (const block of features.blocks(64)) {
    for (let at = 0; at < block.length; at += features.width, row++) {
      for (let c = 0; c < classes; c++) {
        let sum = bias[c]
        for (let j = 0; j < features.width; j++) sum += block[at + j] * weight[c * features.width + j]
        logits[row * classes + c] = sum
      }
    }
  }
  return logits
}

it.each([false, true])(
  'are those of float64, on the host and by products of the backend (gpu: %s)',
  async (gpu) => {
    const layer = await makeLayer({ width: 48, rows: 700, rank: 5, noise: 0.3 })
    const backend = { ...(await openTestBackend()), gpu }
    const found = (await computeLogits(layer, backend))!
    const truth = await truthOf(layer)
    expect([found.rows, found.classes, found.values.length]).toEqual([700, 3, 2100])
    expect(found.labels).toEqual(layer.test.labels)
    const worst = found.values.reduce((most, value, i) => Math.max(most, Math.abs(value - truth[i])), 0)
    expect(worst).toBeLessThan(gpu ? 2e-5 : 1e-6)
  },
)

it('uses float64 if a neuron is so large that float32 would lose the others', async () => {
  const layer = await makeLayer({ width: 16, rows: 200, rank: 3, noise: 0.1 })
  const large: RowStream = {
    ...layer.test.features,
    async *blocks(rows) {
      for await (const block of layer.test.features.blocks(rows)) {
        const copy = Float32Array.from(block)
        for (let n = 0; n < copy.length; n += 16) {
          copy[n] = 1e7
          copy[n + 1] = -1e7
        }
        yield copy
      }
    },
  }
  const weight = layer.readout!.weight.slice()
  for (let c = 0; c < 3; c++) weight[c * 16] = weight[c * 16 + 1] = 1
  const input: Representation = {
    ...layer,
    test: { ...layer.test, features: large },
    readout: { ...layer.readout!, weight },
  }
  const found = (await computeLogits(input, { ...(await openTestBackend()), gpu: true }))!
  const truth = await truthOf(input)
  found.values.forEach((value, i) => expect(Math.abs(value - truth[i])).toBeLessThan(1e-5))
})

it('returns null without readout, without labels, and if logits overflow', async () => {
  const layer = await makeLayer({ width: 8, rows: 50, rank: 2, noise: 0.1 })
  const backend = await openTestBackend()
  expect(await computeLogits({ ...layer, readout: undefined }, backend)).toBeNull()
  expect(await computeLogits({ ...layer, test: { features: layer.test.features } }, backend)).toBeNull()
  const weight = layer.readout!.weight.map(() => 1e300)
  expect(await computeLogits({ ...layer, readout: { ...layer.readout!, weight } }, backend)).toBeNull()
})
