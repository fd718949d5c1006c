import { findArchitecture } from '../architectures/architectures.ts'
import { findDataset } from '../datasets/datasets.ts'
import { BadSweep, type SweepConfig } from './sweep-config.ts'
import { planOf } from './task-of.ts'

/** Pixels that "crop-and-flip" reflects on each side of an image. */
const border = 4

/** Checks combinations of hyper-parameters that are each allowed. Throws BadSweep. */
export function checkHyperparameters(config: SweepConfig): void {
  checkOptimiser(config)
  checkSchedule(config)
  checkDecay(config)
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

function checkDecay({ decayFrom = 'start', decayFromEpoch = 2, epochs, ...config }: SweepConfig): void {
  if (decayFrom === 'start') return
  const { weightDecays, contrasts } = config
  if ([...weightDecays, ...contrasts.map(({ weightDecay }) => weightDecay)].every((decay) => decay === 0))
    throw new BadSweep(
      'decayFrom',
      `${JSON.stringify(decayFrom)} has no effect where every weight decay is 0`,
      'Leave it out, or give a weight decay above 0',
    )
  if (decayFrom === 'epoch' && decayFromEpoch > epochs)
    throw new BadSweep(
      'decayFromEpoch',
      `${decayFromEpoch} is after the last epoch, ${epochs}`,
      'Choose an epoch of the training, or weight decay 0',
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

/** Checks that the sweep's networks can be built. Throws BadSweep. */
export function checkNetwork(config: SweepConfig): void {
  checkOptions(config)
  for (const width of config.widths) {
    try {
      planOf(config, width)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw new BadSweep('widths', error.message, 'Change the widths, the architecture or the dataset')
    }
  }
}

function checkOptions({ architecture, options = {} }: SweepConfig): void {
  const known = findArchitecture(architecture).options
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new BadSweep('options', `${JSON.stringify(options)} is not an object`, 'Give one JSON object')
  for (const [name, value] of Object.entries(options)) {
    const option = known.find((candidate) => candidate.name === name)
    if (!option) {
      const names = known.map((candidate) => candidate.name).join(', ') || 'none'
      throw new BadSweep(
        `options.${name}`,
        `"${architecture}" has no such option`,
        `Its options are: ${names}`,
      )
    }
    const range =
      option.kind === 'boolean'
        ? 'true and false'
        : `whole numbers from ${option.minimum} to ${option.maximum}`
    const fits =
      option.kind === 'boolean'
        ? typeof value === 'boolean'
        : typeof value === 'number' &&
          Number.isInteger(value) &&
          value >= option.minimum &&
          value <= option.maximum
    if (!fits)
      throw new BadSweep(
        `options.${name}`,
        `${JSON.stringify(value)} is out of range`,
        `Allowed are ${range}`,
      )
  }
}
