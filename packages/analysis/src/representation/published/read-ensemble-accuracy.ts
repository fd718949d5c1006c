import {
  type ByteSource,
  countElements,
  denseStrides,
  guardSource,
  npy,
  openRowStream,
} from '@mitoscope/formats'

/**
 * Name of the file, in the authors' spelling, as
 * "ensamble_averages_wide_resnet28_512_ep200_wd0.0005_label_smoothing0.0_n20_20_nrep10.npy".
 */
const pattern = /^ens[ae]mble_averages_.*\.npy$/

/**
 * Reads the accuracy of the averaged logits of the paper's networks: the first number of the array in the
 * file that lies beside their published representations. Returns undefined if there is no such file or it
 * holds no accuracy.
 */
export async function readEnsembleAccuracy(sources: readonly ByteSource[]): Promise<number | undefined> {
  const source = sources.find(({ name }) => pattern.test(name))
  if (!source) return undefined
  const { tensors } = await npy.read(guardSource(source))
  const stored = await tensors[0].open('ensemble averages')
  const count = countElements(stored.shape) ?? 0
  if (count === 0) return undefined
  const shape = [1, count]
  for await (const [first] of openRowStream({ ...stored, shape, strides: denseStrides(shape) }).blocks(1)) {
    return first > 0 && first <= 1 ? first : undefined
  }
  return undefined
}
