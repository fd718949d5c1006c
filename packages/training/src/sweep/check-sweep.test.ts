import { expect, test } from 'vitest'
import { checkSweep } from './check-sweep.ts'
import { hyperparametersOf } from './task-of.ts'
import { defaultSweep, kindOfControl, titleSweep } from './sweep-config.ts'
import { sweepOptions } from './sweep-options.ts'

test('the default sweep is accepted', () => {
  expect(checkSweep(structuredClone(defaultSweep))).toEqual(defaultSweep)
})

test.each([
  [{ dataset: 'cifar' }, 'dataset: there is no "cifar". Choose one of: mnist, fashion-mnist'],
  [{ hiddenLayers: undefined }, 'hiddenLayers: undefined is out of range'],
  [{ widths: [] }, 'widths: [] is not a list of numbers'],
  [{ widths: [16, 16] }, 'widths: 16 is given twice'],
  [{ widths: [16, 2.5] }, 'widths: 2.5 is out of range. Allowed are whole numbers from 1 to 65536'],
  [{ seeds: [-1] }, 'seeds: -1 is out of range'],
  [{ weightDecays: [NaN] }, 'weightDecays: null is out of range'],
  [{ learningRate: '0.1' }, 'learningRate: "0.1" is out of range'],
  [{ epochs: -1 }, 'epochs: -1 is out of range'],
  [{ epochs: undefined }, 'epochs: undefined is out of range'],
  [{ trainSize: 60_001 }, 'trainSize: 60001 is too many. MNIST has 60000 of them'],
  [{ contrasts: [{ weightDecay: -1, seeds: [0] }] }, 'contrasts[0].weightDecay: -1 is out of range'],
  [{ contrasts: [null] }, 'contrasts[0].weightDecay'],
  [{ contrasts: 5 }, 'contrasts: 5 is not a list'],
  [{ colour: 'red' }, 'colour: there is no such setting'],
])('%j is rejected', (change, message) => {
  expect(() => checkSweep({ ...defaultSweep, ...change })).toThrow(message)
})

test('settings that are not an object are rejected', () => {
  for (const value of [null, 5, [defaultSweep]]) expect(() => checkSweep(value)).toThrow('not an object')
})

test('settings that equal their defaults are dropped, so that old and new settings of one sweep are equal', () => {
  const defaults = Object.fromEntries(sweepOptions.map((option) => [option.name, option.default]))
  const options = { batchNorm: false, orthogonal: false }
  expect(checkSweep({ ...defaults, options, contrasts: defaultSweep.contrasts })).toEqual(defaultSweep)
  const resnet = { ...defaultSweep, dataset: 'cifar-10', architecture: 'wide-resnet-28', widths: [64] }
  expect(checkSweep(resnet)).not.toHaveProperty('hiddenLayers')
  expect(
    hyperparametersOf(checkSweep({ ...defaultSweep, schedule: 'step', milestones: [10], warmUp: 0 })),
  ).toEqual({
    epochs: 40,
    batchSize: 128,
    learningRate: 0.1,
    momentum: 0.9,
    schedule: 'step',
    milestones: [10],
  })
})

test.each([
  [{ optimiser: 'adamw' }, 'optimiser: there is no "adamw". Choose one of: sgd, nesterov, adam'],
  [
    { epsilon: 1e-3 },
    'epsilon: 0.001 has no effect where optimiser is "sgd". Leave it out, or choose as optimiser: adam',
  ],
  [
    { optimiser: 'nesterov', momentum: 0 },
    'momentum: Nesterov’s momentum cannot be 0. Give a momentum above 0',
  ],
  [{ optimiser: 'adam', momentum: 1 }, 'momentum: 1 would leave Adam without gradients'],
  [{ milestones: [5] }, 'milestones: [5] has no effect where schedule is "cosine"'],
  [{ schedule: 'step', milestones: [3], warmUp: 5 }, 'milestones: 3 lies within the warm-up of 5 epochs'],
  [{ warmUp: 40 }, 'warmUp: 40 of 40 epochs leave none to train in'],
  [{ restartFactor: 1.5, schedule: 'cosine-restarts' }, 'restartFactor: 1.5 is out of range'],
  [{ loss: 'square-hinge' }, 'loss: the square hinge tells two classes apart, MNIST has 10'],
  [
    { loss: 'square-hinge', dataset: 'parity-mnist', labelSmoothing: 0.1 },
    'labelSmoothing: 0.1 has no effect',
  ],
  [{ labelSmoothing: 1 }, 'labelSmoothing: 1 is out of range'],
  [{ microBatches: 129 }, 'microBatches: 129 passes are more than the 128 images of a step'],
  [
    { dataset: 'parity-mnist', augmentation: 'crop-and-flip' },
    'augmentation: inputs of 1 × 1 cannot be shifted',
  ],
  [{ control: 'chaos' }, 'control: there is no "chaos"'],
  [{ labelNoise: 1.01 }, 'labelNoise: 1.01 is out of range. Allowed are numbers from 0 to 1'],
  [{ labelNoise: -0.1 }, 'labelNoise: -0.1 is out of range'],
  [{ labelNoise: '0.2' }, 'labelNoise: "0.2" is out of range'],
  [{ decayFrom: 'later' }, 'decayFrom: there is no "later". Choose one of: start, interpolation, epoch'],
  [{ decayFromEpoch: 5 }, 'decayFromEpoch: 5 has no effect where decayFrom is "start"'],
  [{ decayFrom: 'epoch', decayFromEpoch: 41 }, 'decayFromEpoch: 41 is after the last epoch, 40'],
  [{ decayFrom: 'epoch', decayFromEpoch: 1 }, 'decayFromEpoch: 1 is out of range'],
  [
    { decayFrom: 'interpolation', weightDecays: [0], contrasts: [] },
    'decayFrom: "interpolation" has no effect where every weight decay is 0',
  ],
  [{ pictureSize: 64 }, 'pictureSize: 64 has no effect where dataset is "mnist"'],
  [
    { options: { growth: 1 } },
    'options.growth: "fully-connected" has no such option. Its options are: hiddenLayers',
  ],
  [{ options: { batchNorm: 1 } }, 'options.batchNorm: 1 is out of range. Allowed are true and false'],
  [
    { architecture: 'wide-resnet-28', hiddenLayers: 3 },
    'hiddenLayers: 3 has no effect where architecture is',
  ],
  [{ architecture: 'wide-resnet-28', widths: [65] }, 'widths: '],
])('the hyper-parameters %j are rejected', (change, message) => {
  expect(() => checkSweep({ ...defaultSweep, ...change })).toThrow(message)
})

test.each([
  [{}, 'none', 'mnist, fully-connected'],
  [{ labelNoise: 0.2 }, 'label-noise-0.2', 'mnist (label-noise-0.2), fully-connected'],
  [{ decayFrom: 'interpolation' }, 'decay-from-interpolation', 'mnist (decay-from-interpolation), '],
  [{ decayFrom: 'epoch', decayFromEpoch: 7 }, 'decay-from-epoch-7', 'mnist (decay-from-epoch-7), '],
  [{ control: 'gaussian-inputs', labelNoise: 1 }, 'gaussian-inputs-and-label-noise-1', 'mnist (gaussian-inputs, label-noise-1), '],
  [{ epochs: 0, labelNoise: 0.5 }, 'untrained', 'mnist (label-noise-0.5), fully-connected with 2 hidden layers, untrained'],
] as const)('%j is the control %s', (change, kind, title) => {
  const config = checkSweep({ ...defaultSweep, ...change })
  expect(kindOfControl(config)).toBe(kind)
  expect(titleSweep(config)).toContain(title)
}) // prettier-ignore
