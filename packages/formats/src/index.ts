/** Public exports of the package: byte sources, readers, writers, and recognition of foreign files. */
export { BadInput } from './bad-input.ts'
export type { ByteSource, NamedBytes } from './byte-source.ts'
export { loadValues } from './decode/load-values.ts'
export { isFloat, requireFloats, requireIntegers } from './dtype.ts'
export { recognizeStandIn } from './formats/foreign-contents.ts'
export type { Checksum, ListedTensor } from './formats/format.ts'
export { FORMATS, formatOfFile, knownExtensions, usualExtensions } from './formats/formats.ts'
export { npy } from './formats/npy.ts'
export { recognizeFormat } from './formats/recognize-format.ts'
export { guardSource } from './guard-source.ts'
export { hashSources } from './hash-sources.ts'
export { type IdxArray, parseIdx } from './idx/parse-idx.ts'
export { findInexactNumbers, isExactNumber } from './json/inexact-number.ts'
export { describePlaces } from './json/json-tokens.ts'
export { findRepeatedKey, hasRepeatedKey } from './json/repeated-key.ts'
export { describeMetrics } from './metrics/describe-metrics.ts'
export type { LoggedRow } from './metrics/logged-row.ts'
export { type MetricsInput, metricOfFile, readMetrics } from './metrics/read-metrics.ts'
export { encodeNpyHeader } from './npy/encode-npy-header.ts'
export { type PickleDict, isKind } from './pickle/pickle-value.ts'
export { PYTHON_2, unpickle } from './pickle/unpickle.ts'
export { printable, printableList, printableShape } from './printable.ts'
export { openRowStream } from './rows/open-row-stream.ts'
export { requireFinite } from './rows/reject-non-finite.ts'
export type { RowStream } from './rows/row-stream.ts'
export { type DecodedSafetensors, decodeSafetensors } from './safetensors/decode-safetensors.ts'
export { type NamedTensor, encodeSafetensors } from './safetensors/encode-safetensors.ts'
export {
  MOST_INDEX_BYTES,
  type ShardIndex,
  checkShards,
  isShardIndexName,
  parseShardIndex,
  readShardIndex,
  requireShards,
} from './shards/shard-index.ts'
export { type StoredTensor, countElements, denseStrides } from './stored-tensor.ts'
export { openPickledArray, pickledBytes } from './torch/open-pickled-array.ts'
export { decompress } from './zip/decompress.ts'
