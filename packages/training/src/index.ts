/** The catalogue door of the package: what can be trained and how it is described, with no tensor library behind it. */
export { architectures } from './architectures/architectures.ts'
export type { Architecture, ArchitectureOption, ArchitectureOptions } from './architectures/architecture.ts'
export { findArchitecture } from './architectures/find-architecture.ts'
export { fitNetwork } from './architectures/fit-network.ts'
export type { Network } from './architectures/network.ts'
export {
  initialiseNetwork,
  planNetwork,
  type NetworkChoice,
  type NetworkPlan,
} from './architectures/plan-network.ts'
export { augmentBatch, type Augmentation } from './augmentation/augment-batch.ts'
export { asDataset, BadDataset } from './datasets/bad-dataset.ts'
export { applyControl } from './datasets/controls/apply-control.ts'
export { controls, type ControlName } from './datasets/controls/controls.ts'
export { datasets, findDataset } from './datasets/datasets.ts'
export { countInputs } from './datasets/dataset.ts'
export type {
  Dataset,
  DatasetSource,
  FetchedPackage,
  InputShape,
  LabelledImages,
  NamedBytes,
  RawDataset,
} from './datasets/dataset.ts'
export { fitPicture } from './datasets/fit-picture.ts'
export { prepareDataset, type PreparedDataset, type PreparedSplit } from './datasets/prepare-dataset.ts'
export type { Hyperparameters, RunVariant } from './hyperparameters/hyperparameters.ts'
export { learningRateOf } from './hyperparameters/learning-rate.ts'
export { findInterpolationEpoch } from './runs/find-interpolation-epoch.ts'
export type { EpochRecord, RunState, TrainingState } from './runs/training-state.ts'
export { decodeNetwork, encodeNetwork } from './storage/encode-network.ts'
export { decodeState, encodeState, type StateNotes } from './storage/encode-state.ts'
export { BadSweep } from './sweep/bad-sweep.ts'
export { checkSweep } from './sweep/check-sweep.ts'
export { countTogether } from './sweep/count-together.ts'
export { estimateTraining, typicalRates, type Rates } from './sweep/estimate-training.ts'
export { listCheckpoints, listEvaluations } from './sweep/list-epochs.ts'
export { listRuns, type SweepRun } from './sweep/list-runs.ts'
export { nameWidth } from './sweep/name-width.ts'
export { defaultSweep, type Contrast, type SweepConfig } from './sweep/sweep-config.ts'
export { planOf, taskOf } from './sweep/task-of.ts'
export { applyPreset } from './sweep/apply-preset.ts'
export { findPreset, presets, type Preset } from './sweep/presets.ts'
export { describeModelSettings } from './sweep/hyperparameters-of.ts'
export type { OptionUse, SweepOption } from './sweep/sweep-option.ts'
export { sweepOptions } from './sweep/sweep-options.ts'
export { titleSweep } from './sweep/title-sweep.ts'
