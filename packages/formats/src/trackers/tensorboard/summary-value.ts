import { listFields, parseVarint, toFloat, toText } from '../protobuf.ts'
import type { TrackedState } from '../tracked-run.ts'

/** Value of one tag in an event of TensorBoard. */
export interface SummaryValue {
  readonly tag: string
  /** Scalar; undefined for what is none, as pictures and histograms. */
  readonly scalar?: number
  readonly plugin: string
  readonly content?: Uint8Array
}

/** Parses a Summary.Value: a number of the older kind, or a tensor of the newer one. Throws BadMessage. */
export function parseValue(bytes: Uint8Array): SummaryValue {
  let [tag, plugin] = ['', '']
  let scalar: number | undefined
  let tensor: Uint8Array | undefined
  let content: Uint8Array | undefined
  for (const field of listFields(bytes)) {
    if (field.number === 1) tag = toText(field.bytes)
    else if (field.number === 2) scalar = toFloat(field.bytes)
    else if (field.number === 8) tensor = field.bytes
    else if (field.number === 9 && field.bytes)
      for (const meta of listFields(field.bytes)) {
        if (meta.number !== 1 || !meta.bytes) continue
        for (const own of listFields(meta.bytes)) {
          if (own.number === 1) plugin = toText(own.bytes)
          else if (own.number === 2) content = own.bytes
        }
      }
  }
  // Without metadata a tensor is a scalar if it has one number.
  if (scalar === undefined && tensor && (plugin === 'scalars' || plugin === '')) scalar = parseScalar(tensor)
  return { tag, plugin, content, ...(scalar !== undefined && { scalar }) }
}

type Decode = (view: DataView) => number

/** Kinds of tensors by TensorFlow's DataType: the field of their values, and how one of them is stored in bytes. */
const kinds: ReadonlyMap<number, { readonly field: number; readonly size: number; readonly decode: Decode }> =
  new Map([
    [1, { field: 5, size: 4, decode: (view) => view.getFloat32(0, true) }],
    [2, { field: 6, size: 8, decode: (view) => view.getFloat64(0, true) }],
    [3, { field: 7, size: 4, decode: (view) => view.getInt32(0, true) }],
    [9, { field: 10, size: 8, decode: (view) => Number(view.getBigInt64(0, true)) }],
    [14, { field: 13, size: 2, decode: (view) => decodeBfloat16(view.getUint16(0, true)) }],
    [19, { field: 13, size: 2, decode: (view) => decodeHalf(view.getUint16(0, true)) }],
  ])
const isHalf = ({ field }: { readonly field: number }) => field === 13
const isFloat = (type: number) => type === 1 || type === 2

/** Returns the one number of a tensor; undefined for a tensor of several, or of what is no number. */
function parseScalar(tensor: Uint8Array): number | undefined {
  let type = 0
  let content: Uint8Array | undefined
  const values = new Map<number, { readonly varint?: number; readonly bytes?: Uint8Array }>()
  for (const { number, varint, bytes } of listFields(tensor)) {
    if (number === 1) type = varint ?? 0
    else if (number === 2 && bytes && !hasOneElement(bytes)) return undefined
    else if (number === 4 && bytes && bytes.length > 0) content = bytes
    else if (values.has(number)) return undefined
    else values.set(number, { varint, bytes })
  }
  const kind = kinds.get(type)
  if (!kind) return undefined
  const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (content) return content.length === kind.size ? kind.decode(viewOf(content)) : undefined
  const value = values.get(kind.field)
  // TensorFlow leaves out what is 0.
  if (!value) return 0
  if (isFloat(type)) return value.bytes?.length === kind.size ? kind.decode(viewOf(value.bytes)) : undefined
  const number = value.varint ?? parseSingle(value.bytes)
  if (number === undefined || !isHalf(kind)) return number
  return type === 14 ? decodeBfloat16(number) : decodeHalf(number)
}

/** Returns the number that is packed alone; undefined for none or several. */
function parseSingle(bytes: Uint8Array | undefined): number | undefined {
  if (!bytes || bytes.length === 0) return undefined
  const { value, end } = parseVarint(bytes, 0)
  return end === bytes.length ? value : undefined
}

function hasOneElement(shape: Uint8Array): boolean {
  for (const dimension of listFields(shape)) {
    if (dimension.number !== 2 || !dimension.bytes) continue
    let size = 0
    for (const { number, varint } of listFields(dimension.bytes)) if (number === 1) size = varint ?? 0
    if (size !== 1) return false
  }
  return true
}

function decodeBfloat16(bits: number): number {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint16(2, bits & 0xffff, true)
  return view.getFloat32(0, true)
}

function decodeHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023]
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25))
}

/** Facts that TensorBoard's plugin for hyperparameters tells of a run. */
export interface Session {
  readonly hyperparameters: readonly (readonly [name: string, value: unknown])[]
  readonly group?: string
  readonly state?: TrackedState
}

const states: readonly (TrackedState | undefined)[] = ['unknown', 'finished', 'failed', 'running']

/** Parses the begin or end of a session (HParamsPluginData). Throws BadMessage. */
export function parseSession(content: Uint8Array | undefined): Session {
  const hyperparameters: [string, unknown][] = []
  let group: string | undefined
  let state: TrackedState | undefined
  for (const { number, bytes } of listFields(content ?? new Uint8Array())) {
    if (number === 4) {
      // Protobuf leaves out a number that is 0: the status is unknown then.
      state = 'unknown'
      for (const own of listFields(bytes ?? new Uint8Array()))
        if (own.number === 1) state = states[own.varint ?? 0]
    }
    if (number !== 3 || !bytes) continue
    for (const entry of listFields(bytes)) {
      if (entry.number === 1 && entry.bytes) hyperparameters.push(parseEntry(entry.bytes))
      else if (entry.number === 4) group = toText(entry.bytes) || undefined
    }
  }
  return { hyperparameters, group, state }
}

/** Parses an entry of a map from texts to google.protobuf.Value. */
function parseEntry(entry: Uint8Array): [string, unknown] {
  let name = ''
  let value: unknown = null
  for (const { number, bytes } of listFields(entry)) {
    if (number === 1) name = toText(bytes)
    else if (number === 2 && bytes)
      for (const own of listFields(bytes)) {
        if (own.number === 2) value = toFloat(own.bytes)
        else if (own.number === 3) value = toText(own.bytes)
        else if (own.number === 4) value = own.varint === 1
      }
  }
  return [name, value]
}
