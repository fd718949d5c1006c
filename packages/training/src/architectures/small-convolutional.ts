import type { Architecture } from './architecture.ts'
import { heNormal } from './network.ts'

/** A plain convolutional network that trains in minutes on a laptop. */
export const smallConvolutional: Architecture = {
  id: 'small-convolutional',
  title: 'Small convolutional network',
  summary:
    'Four convolutions of 3 × 3 with W/4, W/2, W and W channels, each with batch norm and ReLU, the second to the last at half the resolution; ' +
    'W is what the last one leaves after pooling',
  options: [],
  leastPixels: 8,
  rejectWidth: (width) => (width % 4 === 0 ? null : 'choose a multiple of 4'),
  build(layers, images, { width, outputs }) {
    let x = images
    for (const [i, channels] of [width / 4, width / 2, width, width].entries()) {
      const convolution = { channels, kernel: 3, stride: i === 0 ? 1 : 2, initial: heNormal('in') }
      x = layers.convolve(x, `conv${i + 1}`, convolution)
      x = layers.normalise(x, `bn${i + 1}`, { rectify: true })
    }
    const representation = layers.averagePixels(x)
    return { representation, logits: layers.connect(representation, 'fc', outputs) }
  },
}
