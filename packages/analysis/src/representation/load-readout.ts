import { loadValues, requireFinite, type StoredTensor } from '@mitoscope/formats'
import type { Readout, Warning } from './representation.ts'

/**
 * Loads the final linear layer; a weight [W, C] is transposed, with a warning, if only that orientation
 * fits.
 */
export async function loadReadout(
  weight: StoredTensor,
  bias: StoredTensor | undefined,
  width: number,
  warnings: Warning[],
): Promise<Readout> {
  const isTurned = weight.shape[1] !== width
  const [classes] = isTurned ? [weight.shape[1]] : weight.shape
  const [first, second] = weight.strides
  const upright = isTurned ? { ...weight, shape: [classes, width], strides: [second, first] } : weight
  const values = await loadValues(upright)
  requireFinite(values, upright)
  if (isTurned) {
    const message = `${weight.name} in ${weight.file} has shape [${weight.shape.join(', ')}] and was transposed to [C, W].`
    warnings.push({ code: 'readout-transposed', message })
  }
  return { classes, weight: values, bias: await loadBias(bias, classes, warnings) }
}

async function loadBias(
  bias: StoredTensor | undefined,
  classes: number,
  warnings: Warning[],
): Promise<Float64Array> {
  if (!bias) {
    warnings.push({ code: 'readout-without-bias', message: 'There is no readout.bias: zeros were taken.' })
    return new Float64Array(classes)
  }
  const values = await loadValues(bias)
  requireFinite(values, bias)
  return values
}
