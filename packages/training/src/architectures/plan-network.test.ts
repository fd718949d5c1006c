import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { planNetwork, type NetworkChoice } from './plan-network.ts'

/** A network and the number of its parameters as PyTorch counts them: tests/golden/make-networks.py. */
interface Counted extends NetworkChoice {
  readonly parameters: number
}

const counts = JSON.parse(
  readFileSync(new URL('../../../../tests/golden/networks/counts.json', import.meta.url), 'utf8'),
) as Counted[]

test.each(counts)(
  '$architecture of width $width with $outputs outputs has $parameters parameters',
  (counted) => {
    expect(planNetwork(counted).parameters).toBe(counted.parameters)
  },
)

const choice = { options: {}, shape: [32, 32, 3], outputs: 10 } as const

test.each([
  ['wide-resnet-28', 96, 'choose a multiple of 64, or of 4 below it'],
  ['densenet-40', 100, 'its widths are 11 g for a growth g; choose among 99 and 110'],
  ['densenet-28', 16, 'choose among 15 and 22'],
  ['resnet-50', 100, 'choose a multiple of 32'],
  ['small-convolutional', 6, 'choose a multiple of 4'],
])('%s rejects the width %i', (architecture, width, message) => {
  expect(() => planNetwork({ ...choice, architecture, width })).toThrow(message)
})

test('inputs that are too small are rejected', () => {
  expect(() => planNetwork({ ...choice, architecture: 'resnet-50', width: 32, shape: [1, 1, 10] })).toThrow(
    'takes images of at least 32 × 32 pixels, not 1 × 1',
  )
})
