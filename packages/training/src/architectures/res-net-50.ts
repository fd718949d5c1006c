import type { Architecture, Layers } from './architecture.ts'
import { heNormal } from './network.ts'

const blocks = [3, 4, 6, 3]

/** ResNet50 with all channels scaled; the published network has W = 2048. */
export const resNet50: Architecture = {
  id: 'resnet-50',
  title: 'ResNet50',
  summary:
    'Residual network of 50 layers for large images (He, Zhang, Ren, Sun 2016), its stride in the 3 × 3 convolutions, all channels scaled by W/2048; ' +
    'W is what the last block leaves after its ReLU and pooling',
  options: [],
  leastPixels: 32,
  rejectWidth: (width) => (width % 32 === 0 ? null : 'choose a multiple of 32'),
  build(layers, images, { width, outputs }) {
    const base = width / 32
    const initial = heNormal('out')
    let x = layers.convolve(images, 'conv1', { channels: base, kernel: 7, stride: 2, initial })
    x = layers.poolMaximum(layers.normalise(x, 'bn1', { rectify: true }))
    let channels = base
    for (const [stage, count] of blocks.entries()) {
      const planes = base * 2 ** stage
      for (let block = 0; block < count; block++) {
        const stride = block === 0 && stage > 0 ? 2 : 1
        x = addBlock(layers, x, `layer${stage + 1}.${block}`, { channels, planes, stride })
        channels = 4 * planes
      }
    }
    const representation = layers.averagePixels(x)
    return { representation, logits: layers.connect(representation, 'fc', outputs) }
  },
}

function addBlock<T>(
  layers: Layers<T>,
  x: T,
  name: string,
  { channels, planes, stride }: { channels: number; planes: number; stride: number },
): T {
  const initial = heNormal('out')
  const narrow = { channels: planes, initial }
  const wide = { channels: 4 * planes, kernel: 1, initial }
  let residual = layers.convolve(x, `${name}.conv1`, { ...narrow, kernel: 1 })
  residual = layers.normalise(residual, `${name}.bn1`, { rectify: true })
  residual = layers.convolve(residual, `${name}.conv2`, { ...narrow, kernel: 3, stride })
  residual = layers.normalise(residual, `${name}.bn2`, { rectify: true })
  residual = layers.convolve(residual, `${name}.conv3`, wide)
  residual = layers.normalise(residual, `${name}.bn3`)
  let shortcut = x
  if (stride !== 1 || channels !== 4 * planes) {
    shortcut = layers.convolve(x, `${name}.downsample.0`, { ...wide, stride })
    shortcut = layers.normalise(shortcut, `${name}.downsample.1`)
  }
  return layers.rectify(layers.add(residual, shortcut))
}
