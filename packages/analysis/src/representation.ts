/** The door of files: reads representations, without a tensor library. */
export { openRepresentation } from './representation/open-representation.ts'
export { addTensors } from './representation/add-tensors.ts'
export { inspectRepresentation, type RepresentationFacts } from './representation/inspect-representation.ts'
export { readEnsembleAccuracy } from './representation/published/read-ensemble-accuracy.ts'
