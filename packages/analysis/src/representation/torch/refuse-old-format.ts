import { BadInput } from '../bad-input.ts'
import type { ByteSource } from '../byte-source.ts'

/** Rejects with BadInput for what torch.save wrote before PyTorch 1.6: a row of pickles, or a tar archive. */
export async function refuseOldFormat(source: ByteSource): Promise<void> {
  const start = await source.read(0, Math.min(source.size, 262))
  const isPickle = start[0] === 0x80 && start[1] <= 5
  const isTar = Buffer.from(start.subarray(257, 262)).toString('latin1') === 'ustar'
  if (!isPickle && !isTar) return
  const remedy = 'Save it again with a current PyTorch: torch.save(torch.load(path), path).'
  throw new BadInput(source.name, undefined, 'is in the format PyTorch used before version 1.6', remedy)
}
