/** The door of files: reads representations, without a tensor library. */
export { FORMATS, knownExtensions, formatOfFile } from './representation/formats/formats.ts'
export { recognizeStandIn } from './representation/formats/foreign-contents.ts'
export { recognizeFormat } from './representation/formats/recognize-format.ts'
export { parseShardIndex } from './representation/shards/shard-index.ts'
export { openRepresentation } from './representation/open-representation.ts'
export { inspectRepresentation, type RepresentationFacts } from './representation/inspect-representation.ts'
export { readEnsembleAccuracy } from './representation/published/read-ensemble-accuracy.ts'
