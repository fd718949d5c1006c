import type { Architecture, Layers } from './architecture.ts'
import { constant, heNormal } from './network.ts'

const stages = 3

/** Returns a DenseNet with bottlenecks of four times the growth and halving transitions, without a ReLU at the end. */
function denseNet(layersPerBlock: number): Architecture {
  const depth = 2 * stages * layersPerBlock + 4
  return {
    id: `densenet-${depth}`,
    title: `DenseNet${depth}-BC`,
    summary:
      `Densely connected network of ${depth} layers with bottlenecks and compression ½ (Huang, Liu, van der Maaten, Weinberger 2017): ` +
      `three blocks of ${layersPerBlock} layers, each of which adds g channels to the 2g of the first layer; W = ${describe(layersPerBlock)}, left after batch norm and pooling`,
    options: [],
    leastPixels: 4,
    rejectWidth: (width) =>
      growthOf(layersPerBlock, width) === undefined
        ? `its widths are ${describe(layersPerBlock)} for a growth g; choose among ${nearest(layersPerBlock, width)}`
        : null,
    build(layers, images, { width, outputs }) {
      const growth = growthOf(layersPerBlock, width)!
      let channels = 2 * growth
      let x = layers.convolve(images, 'features.conv0', { channels, kernel: 3, initial: heNormal('in') })
      x = layers.normalise(x, 'features.norm0', { rectify: true })
      for (let stage = 1; stage <= stages; stage++) {
        for (let i = 1; i <= layersPerBlock; i++) {
          const added = addLayer(layers, x, `features.denseblock${stage}.denselayer${i}`, growth)
          x = layers.concatenate(x, added)
        }
        channels += layersPerBlock * growth
        if (stage === stages) break
        channels = Math.floor(channels / 2)
        x = addTransition(layers, x, `features.transition${stage}`, channels)
      }
      const representation = layers.averagePixels(layers.normalise(x, 'features.norm5'))
      return {
        representation,
        logits: layers.connect(representation, 'classifier', outputs, { bias: constant(0) }),
      }
    },
  }
}

function addLayer<T>(layers: Layers<T>, x: T, name: string, growth: number): T {
  const initial = heNormal('in')
  const first = layers.normalise(x, `${name}.norm1`, { rectify: true })
  const bottleneck = layers.convolve(first, `${name}.conv1`, { channels: 4 * growth, kernel: 1, initial })
  const second = layers.normalise(bottleneck, `${name}.norm2`, { rectify: true })
  return layers.convolve(second, `${name}.conv2`, { channels: growth, kernel: 3, initial })
}

function addTransition<T>(layers: Layers<T>, x: T, name: string, channels: number): T {
  const rectified = layers.normalise(x, `${name}.norm`, { rectify: true })
  const mixed = layers.convolve(rectified, `${name}.conv`, { channels, kernel: 1, initial: heNormal('in') })
  return layers.poolMean(mixed, 2)
}

function widthOf(layersPerBlock: number, growth: number): number {
  let channels = 2 * growth
  for (let stage = 1; stage <= stages; stage++) {
    channels += layersPerBlock * growth
    if (stage < stages) channels = Math.floor(channels / 2)
  }
  return channels
}

function growthOf(layersPerBlock: number, width: number): number | undefined {
  const growth = Math.round(width / perGrowth(layersPerBlock))
  return [growth, growth + 1].find((g) => g > 0 && widthOf(layersPerBlock, g) === width)
}

/** Returns W / g, before rounding. */
function perGrowth(layersPerBlock: number): number {
  return 0.5 + 1.75 * layersPerBlock
}

function describe(layersPerBlock: number): string {
  return `${perGrowth(layersPerBlock)} g`
}

function nearest(layersPerBlock: number, width: number): string {
  const growth = Math.max(1, Math.floor(width / perGrowth(layersPerBlock)))
  return `${widthOf(layersPerBlock, growth)} and ${widthOf(layersPerBlock, growth + 1)}`
}

export const denseNet40 = denseNet(6)
export const denseNet28 = denseNet(4)
