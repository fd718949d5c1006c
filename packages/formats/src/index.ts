/** Public exports of the package: byte sources, readers, writers, and recognition of foreign files. */
export { BadInput, printable, printableList, printableShape } from './bad-input.ts'
export { type ByteSource, type NamedBytes, guardSource } from './byte-source.ts'
export { loadValues } from './decode/load-values.ts'
export {
  isFloat,
  requireFloats,
  requireIntegers,
  type StoredTensor,
  countElements,
  denseStrides,
} from './stored-tensor.ts'
export { recognizeStandIn } from './formats/foreign-contents.ts'
export type { Checksum, ListedTensor } from './formats/format.ts'
export { FORMATS, formatOfFile, knownExtensions, usualExtensions } from './formats/formats.ts'
export { npy } from './formats/npy.ts'
export { recognizeFormat } from './formats/recognize-format.ts'
export { hashSources } from './hash-sources.ts'
export { type IdxArray, parseIdx } from './idx/parse-idx.ts'
export {
  findInexactNumbers,
  isExactNumber,
  describePlaces,
  findRepeatedKey,
  hasRepeatedKey,
} from './parse-json.ts'
export { describeMetrics } from './metrics/describe-metrics.ts'
export type { LoggedRow } from './metrics/logged-values.ts'
export { type MetricsInput, metricOfFile, readMetrics } from './metrics/read-metrics.ts'
export { encodeNpyHeader } from './npy/npy-array.ts'
export { type PickleDict, isKind } from './pickle/pickle-value.ts'
export { PYTHON_2, unpickle } from './pickle/unpickle.ts'
export { openRowStream, type RowStream } from './rows/open-row-stream.ts'
export { requireFinite } from './rows/non-finite.ts'
export { type DecodedSafetensors, decodeSafetensors } from './safetensors/decode-safetensors.ts'
export { type NamedTensor, encodeSafetensors } from './safetensors/encode-safetensors.ts'
export { encodeStored } from './safetensors/encode-stored.ts'
export {
  MOST_INDEX_BYTES,
  type ShardIndex,
  checkShards,
  isShardIndexName,
  parseShardIndex,
  readShardIndex,
  requireShards,
} from './shards/shard-index.ts'
export { openPickledArray, pickledBytes } from './torch/open-tensor.ts'
export { decompress } from './zip/decompress.ts'
export {
  type FileTree,
  type TrackedRun,
  type TrackedSeries,
  type TrackedState,
  type Tracker,
} from './trackers/tracked-run.ts'
export { findTrackedRuns, trackers } from './trackers/trackers.ts'
