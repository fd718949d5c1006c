import { defaultSweep, type SweepConfig } from '@mitoscope/training'

/** Sweep of the tiny dataset that takes a second or two. */
export const tinySweep: SweepConfig = {
  ...defaultSweep,
  trainSize: 300,
  testSize: 100,
  widths: [8, 12],
  epochs: 12,
  batchSize: 32,
  learningRate: 0.02,
  checkpoints: [1, 6],
}
