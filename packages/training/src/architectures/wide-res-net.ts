import type { Architecture, Layers } from './architecture.ts'
import { constant, heNormal, uniform } from './network.ts'

/** Channels of the first layer if the width is large enough. */
const mostBase = 16

/**
 * Returns a Wide-ResNet of three groups with `blocks` pre-activation blocks each, followed by batch norm and pooling
 * without a ReLU in between.
 */
function wideResNet(blocks: number): Architecture {
  const depth = 6 * blocks + 4
  return {
    id: `wide-resnet-${depth}`,
    title: `Wide-ResNet${depth}`,
    summary:
      `Pre-activation residual network of ${depth} layers (Zagoruyko and Komodakis 2016): ${blocks} blocks each of W/4, W/2 and W channels; ` +
      'W is what the last blocks leave after batch norm and pooling. 16 channels in the first layer, W/4 below W = 64',
    options: [],
    leastPixels: 4,
    rejectWidth: (width) =>
      width % (width < 4 * mostBase ? 4 : 4 * mostBase) === 0
        ? null
        : `choose a multiple of ${4 * mostBase}, or of 4 below it`,
    build(layers, images, { width, outputs }) {
      const base = Math.min(mostBase, width / 4)
      let x = layers.convolve(images, 'conv0', { channels: base, kernel: 3, initial: heNormal('in') })
      let channels = base
      for (const [group, planes] of [width / 4, width / 2, width].entries()) {
        for (let block = 0; block < blocks; block++) {
          const stride = block === 0 && group > 0 ? 2 : 1
          x = addBlock(layers, x, `group${group}.${block}`, { channels, planes, stride })
          channels = planes
        }
      }
      const representation = layers.averagePixels(layers.normalise(x, 'bn', { weight: uniform(0, 1) }))
      const readout = { weight: heNormal('in'), bias: constant(0) }
      return { representation, logits: layers.connect(representation, 'fc', outputs, readout) }
    },
  }
}

function addBlock<T>(
  layers: Layers<T>,
  x: T,
  name: string,
  { channels, planes, stride }: { channels: number; planes: number; stride: number },
): T {
  const normalisation = { rectify: true, weight: uniform(0, 1) }
  const convolution = { channels: planes, kernel: 3, initial: heNormal('in') }
  const first = layers.normalise(x, `${name}.bn1`, normalisation)
  const middle = layers.convolve(first, `${name}.conv1`, { ...convolution, stride })
  const second = layers.normalise(middle, `${name}.bn2`, normalisation)
  const residual = layers.convolve(second, `${name}.conv2`, convolution)
  // The identity if shapes agree, else a 1 × 1 convolution of the block's input.
  const same = stride === 1 && channels === planes
  const shortcut = { ...convolution, kernel: 1, stride }
  return layers.add(residual, same ? x : layers.convolve(x, `${name}.downsample.0`, shortcut))
}

export const wideResNet28 = wideResNet(4)
export const wideResNet16 = wideResNet(2)
