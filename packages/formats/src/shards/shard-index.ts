import { BadInput, printable, printableList } from '../bad-input.ts'
import { type ByteSource, damaged } from '../byte-source.ts'
import { formatOfFile } from '../formats/formats.ts'

/**
 * Index that names the file of each tensor: model.safetensors.index.json or pytorch_model.bin.index.json.
 */
export interface ShardIndex {
  readonly file: string
  /** File name of each tensor's shard. */
  readonly shardOf: ReadonlyMap<string, string>
  /** File names of the shards, each once. */
  readonly shards: readonly string[]
}

/** Maximum size of an index in bytes; a larger file is not an index of shards. */
export const MOST_INDEX_BYTES = 64 << 20

/** True if a file has the name of an index of shards, as "model.safetensors.index.json". */
export function isShardIndexName(name: string): boolean {
  const [, shard] = /^(.*)\.index\.json$/i.exec(name) ?? []
  return shard !== undefined && formatOfFile(shard) !== undefined
}

/**
 * Reads the index of a sharded file; undefined if the source is not one. Rejects with BadInput if it is
 * damaged.
 */
export async function readShardIndex(source: ByteSource): Promise<ShardIndex | undefined> {
  const { name: file, size } = source
  if (size < 2 || size > MOST_INDEX_BYTES) return undefined
  const start = Buffer.from(await source.read(0, Math.min(size, 64))).toString('utf8')
  if (!/^\ufeff?\s*\{/.test(start)) return undefined
  return parseShardIndex(Buffer.from(await source.read(0, size)).toString('utf8'), file)
}

/**
 * Parses the text of an index; undefined if it has no "weight_map". Throws BadInput if a file named as an
 * index has none, if an index lists no tensors, or for a name that is not a file beside the index.
 */
export function parseShardIndex(text: string, file: string): ShardIndex | undefined {
  const map = weightMap(text)
  if (!map) {
    if (/\.index\.json$/i.test(file)) throw damaged(file, 'is no index of shards: it has no "weight_map"')
    return undefined
  }
  const shardOf = new Map<string, string>()
  for (const [tensor, shard] of Object.entries(map)) {
    if (typeof shard !== 'string' || !/^[^/\\\0]+$/.test(shard) || shard === '.' || shard === '..') {
      const problem = `says that ${printable(tensor)} lies in ${printable(String(shard))}`
      throw new BadInput(file, undefined, problem, 'Shards are named by files in the folder of the index.')
    }
    shardOf.set(tensor, shard)
  }
  if (shardOf.size === 0) throw damaged(file, 'is an index of shards that lists no tensors')
  return { file, shardOf, shards: [...new Set(shardOf.values())] }
}

function weightMap(text: string): object | undefined {
  try {
    const { weight_map: map } = JSON.parse(text.replace(/^\ufeff/, '')) as { weight_map?: unknown }
    return typeof map === 'object' && map !== null && !Array.isArray(map) ? map : undefined
  } catch {
    return undefined
  }
}

/** Throws BadInput unless all shards of the index are among the files. */
export function requireShards({ file, shards }: ShardIndex, given: ReadonlySet<string>): void {
  const missing = shards.filter((shard) => !given.has(shard))
  if (missing.length === 0) return
  const problem = `is the index of ${shards.length} shards, and ${printableList(missing, 24)} ${missing.length === 1 ? 'is' : 'are'} missing`
  const remedy =
    'Give the index where its shards lie beside it, or all shards together; a server takes one file: save the tensors in one.'
  throw new BadInput(file, undefined, problem, remedy)
}

/** Throws BadInput unless each tensor of the index is in the shard that it names. */
export function checkShards(index: ShardIndex, tensorsOf: ReadonlyMap<string, ReadonlySet<string>>): void {
  for (const [tensor, shard] of index.shardOf) {
    if (tensorsOf.get(shard)?.has(tensor)) continue
    throw damaged(index.file, `lists ${printable(tensor)} in ${printable(shard)}, which lacks it`)
  }
}
