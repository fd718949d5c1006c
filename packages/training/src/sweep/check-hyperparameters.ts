import { findDataset } from '../datasets/datasets.ts'
import { BadSweep } from './bad-sweep.ts'
import type { SweepConfig } from './sweep-config.ts'

/** Pixels that "crop-and-flip" reflects on each side of an image. */
const border = 4

/** Checks combinations of hyper-parameters that are each allowed. Throws BadSweep. */
export function checkHyperparameters(config: SweepConfig): void {
  checkOptimiser(config)
  checkSchedule(config)
  checkLoss(config)
  const { batchSize, microBatches = 1, augmentation = 'none' } = config
  if (microBatches > batchSize)
    throw new BadSweep(
      'microBatches',
      `${microBatches} passes are more than the ${batchSize} images of a step`,
      'Choose at most as many passes as images',
    )
  const [rows, columns] = findDataset(config.dataset).shape
  if (augmentation !== 'none' && Math.min(rows, columns) <= border)
    throw new BadSweep(
      'augmentation',
      `inputs of ${rows} × ${columns} cannot be shifted by ${border} pixels`,
      'Choose none, or a dataset of images',
    )
}

function checkOptimiser({ optimiser, momentum }: SweepConfig): void {
  if (optimiser === 'nesterov' && momentum === 0)
    throw new BadSweep(
      'momentum',
      'Nesterov’s momentum cannot be 0',
      'Give a momentum above 0, or choose sgd as optimiser',
    )
  if (optimiser === 'adam' && momentum === 1)
    throw new BadSweep(
      'momentum',
      '1 would leave Adam without gradients',
      'Give a momentum below 1, usually 0.9',
    )
}

function checkSchedule({ warmUp = 0, epochs, milestones = [] }: SweepConfig): void {
  if (warmUp > 0 && warmUp >= epochs)
    throw new BadSweep(
      'warmUp',
      `${warmUp} of ${epochs} epochs leave none to train in`,
      'Choose fewer epochs of warm-up, or more of training',
    )
  const early = milestones.find((epoch) => epoch < warmUp)
  if (early !== undefined)
    throw new BadSweep(
      'milestones',
      `${early} lies within the warm-up of ${warmUp} epochs`,
      'Choose later epochs, or a shorter warm-up',
    )
}

function checkLoss({ loss, dataset }: SweepConfig): void {
  const { classes, title } = findDataset(dataset)
  if (loss !== 'square-hinge' || classes === 2) return
  throw new BadSweep(
    'loss',
    `the square hinge tells two classes apart, ${title} has ${classes}`,
    'Choose cross-entropy, or a dataset of two classes (parity-mnist)',
  )
}
