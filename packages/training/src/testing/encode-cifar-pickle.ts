/**
 * Encodes one of CIFAR's Python files as cPickle of Python 2 did (protocol 2): a dictionary of a text, lists of labels,
 * an array of bytes [images, 3072] and a list of file names.
 */
export function encodeCifarPickle(
  data: Uint8Array,
  labels: Readonly<Record<string, readonly number[]>>,
  columns = 3_072,
): Uint8Array {
  const parts: (string | Uint8Array)[] = []
  let kept = 0
  const put = (...given: (string | Uint8Array)[]) => parts.push(...given)
  const keep = () => put('q', Uint8Array.of(++kept))
  const text = (value: string) => {
    put('U', Uint8Array.of(value.length), value)
    keep()
  }
  const rows = data.length / columns
  put('\x80\x02}')
  keep()
  put('(')
  text('batch_label')
  text('training batch 1 of 5')
  for (const [key, values] of Object.entries(labels)) {
    text(key)
    put(']')
    keep()
    put('(')
    for (const value of values) put(encodeInteger(value))
    put('e')
  }
  text('data')
  put('cnumpy.core.multiarray\n_reconstruct\n')
  keep()
  put('cnumpy\nndarray\n')
  keep()
  put('K\x00\x85')
  keep()
  text('b')
  put('\x87')
  keep()
  put('R')
  keep()
  put('(K\x01', encodeInteger(rows), encodeInteger(columns), '\x86')
  keep()
  put('cnumpy\ndtype\n')
  keep()
  text('u1')
  put('K\x00K\x01\x87')
  keep()
  put('R')
  keep()
  put('(K\x03')
  text('|')
  put('NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00t')
  keep()
  put('b\x89T', encodeUint32(data.length), data)
  keep()
  put('t')
  keep()
  put('b')
  text('filenames')
  put(']')
  keep()
  put('(')
  for (let i = 0; i < rows; i++) text(`leptodactylus_pentadactylus_s_${i}.png`)
  put('eu.')
  return concatenate(parts)
}

function encodeInteger(value: number): Uint8Array {
  if (value >= 0 && value < 256) return Uint8Array.of(0x4b, value)
  if (value >= 0 && value < 65_536) return Uint8Array.of(0x4d, value & 255, value >> 8)
  const bytes = new Uint8Array(5)
  bytes[0] = 0x4a
  new DataView(bytes.buffer).setInt32(1, value, true)
  return bytes
}

function encodeUint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}

function concatenate(parts: readonly (string | Uint8Array)[]): Uint8Array {
  const chunks = parts.map((part) =>
    typeof part === 'string' ? Uint8Array.from(part, (letter) => letter.charCodeAt(0)) : part,
  )
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
