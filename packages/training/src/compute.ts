/** The computing door of the package: it works on an opened tensor backend, so only compute processes go through it. */
export { drawBatchOrder } from './random/draws.ts'
export { lossOf } from './hyperparameters/loss.ts'
export { openOptimiser } from './hyperparameters/open-optimiser.ts'
export { measureRates } from './runs/measure-rates.ts'
export { representNetwork } from './runs/represent-network.ts'
export { trainRuns } from './runs/train-runs.ts'
export type { TrainingHooks, TrainingTask } from './runs/training-state.ts'
