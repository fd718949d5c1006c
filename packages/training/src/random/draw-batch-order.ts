import { createGenerator } from '@mitoscope/tensor/random'
import { drawPermutation } from './draw-permutation.ts'

/**
 * Draws the order in which a run sees the `count` training images in an epoch (from 1). It depends on nothing else, so
 * runs that differ in width or weight decay see the same batches.
 */
export function drawBatchOrder(seed: number, epoch: number, count: number): Int32Array {
  return drawPermutation(createGenerator(seed, `order/${epoch}`), count)
}
