/** The catalogue door of the package: what can be trained and how it is described, with no tensor library behind it. */
export { architectures, findArchitecture } from './architectures/architectures.ts'
export type { Architecture, ArchitectureOption, ArchitectureOptions } from './architectures/architecture.ts'
export {
  fitNetwork,
  initialiseNetwork,
  planNetwork,
  type NetworkChoice,
  type NetworkPlan,
} from './architectures/plan-network.ts'
export type { Network } from './architectures/network.ts'
export { augmentBatch, type Augmentation } from './augmentation/augment-batch.ts'
export {
  asDataset,
  BadDataset,
  countInputs,
  type Dataset,
  type DatasetSource,
  type FetchedPackage,
  type InputShape,
  type LabelledImages,
  type NamedBytes,
  type RawDataset,
} from './datasets/dataset.ts'
export { applyControl, controls, type ControlName } from './datasets/controls.ts'
export { applyLabelNoise } from './datasets/label-noise.ts'
export { datasets, findDataset } from './datasets/datasets.ts'
export { fitPicture } from './datasets/fit-picture.ts'
export { prepareDataset, type PreparedDataset, type PreparedSplit } from './datasets/prepare-dataset.ts'
export type { Hyperparameters, RunVariant } from './hyperparameters/hyperparameters.ts'
export { learningRateOf } from './hyperparameters/learning-rate.ts'
export {
  findInterpolationEpoch,
  type EpochRecord,
  type RunState,
  type TrainingState,
} from './runs/training-state.ts'
export {
  decodeNetwork,
  encodeNetwork,
  decodeState,
  encodeState,
  type StateNotes,
} from './storage/encode-state.ts'
export {
  BadSweep,
  defaultSweep,
  kindOfControl,
  type Contrast,
  type ControlSettings,
  type SweepConfig,
  titleSweep,
} from './sweep/sweep-config.ts'
export { checkSweep } from './sweep/check-sweep.ts'
export { countTogether, estimateTraining, typicalRates, type Rates } from './sweep/estimate-training.ts'
export { listCheckpoints, listEvaluations, listRuns, type SweepRun, nameWidth } from './sweep/list-runs.ts'
export { planOf, taskOf, describeModelSettings } from './sweep/task-of.ts'
export { applyPreset, findPreset, presets, type Preset } from './sweep/presets.ts'
export { type OptionUse, type SweepOption, sweepOptions } from './sweep/sweep-options.ts'
