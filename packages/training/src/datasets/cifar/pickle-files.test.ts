import { expect, test } from 'vitest'
import { encodeCifarPickle } from '../../testing/encode-cifar-pickle.ts'
import { makePlanes } from '../../testing/make-cifar.ts'
import { createGenerator } from '@mitoscope/tensor/random'
import { BadDataset } from '../dataset.ts'
import { decodePicklePart } from './pickle-files.ts'

test('damaged bytes give images or a BadDataset, nothing else', () => {
  const whole = encodeCifarPickle(makePlanes(1), { labels: [3] })
  // The bytes of the image can be anything; what stands around them is what can go wrong.
  const places = [...whole.keys()].filter((at) => at < 260 || at > whole.length - 80)
  const next = createGenerator(0, 'damage')
  for (let time = 0; time < 5_000; time++) {
    const bytes = whole.slice(0, next() < 0.2 ? Math.floor(next() * whole.length) : whole.length)
    for (let change = 0; change < 3; change++)
      bytes[places[Math.floor(next() * places.length)]] = Math.floor(next() * 256)
    try {
      decodePicklePart({ name: 'damaged', bytes }, 'labels')
    } catch (error) {
      if (!(error instanceof BadDataset)) throw error
      expect(error.file).toBe('damaged')
    }
  }
})

test.each([
  ['\x80\x02cos\nsystem\nU\x06rm -rf\x85R.', 'it asks for "os.system", which would run code'],
  ['\x80\x02cbuiltins\neval\n)R.', 'it asks for "builtins.eval", which would run code'],
  ['\x80\x02(ios\nsystem\n.', 'it asks for "os.system", which would run code'],
  ['\x80\x02ctorch\nFloatStorage\n.', 'it asks for "torch.FloatStorage", which would run code'],
  ['\x80\x02ccollections\nOrderedDict\n)R.', 'it asks for "collections.OrderedDict", which would run code'],
  ['\x80\x02U\x01aQ.', 'it refers to a storage in an unknown way'],
  ['\x80\x02c__builtin__\n', 'it has a pickle that ends early'],
  ['\x80\x04.', 'it is a pickle of protocol 4, not of 2'],
  ['\x80\x02\xff', 'it contains the pickle instruction 0xff'],
  ['\x80\x02.', 'it has a pickle that takes more values than it has (byte 3)'],
  ['\x80\x02e.', 'it has a pickle that has no mark where one is needed (byte 3)'],
  ['\x80\x02h\x07.', 'it has a pickle that refers to memo 7, which is empty (byte 4)'],
  ['\x80\x02K\x01K\x02a.', 'it appends to something that is no list'],
  ['\x80\x02K\x01)b.', 'it contains the pickle instruction BUILD, which would run code'],
  ['\x80\x02T\xff\xff\xff\xff', 'it has a pickle that ends early: 4294967295 bytes wanted at 7 of 7'],
])('a pickle cannot run code: %j', (text, problem) => {
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  const read = () => decodePicklePart({ name: 'hostile', bytes }, 'labels')
  expect(read).toThrow(BadDataset)
  expect(read).toThrow(`hostile: ${problem}`)
  expect(read).toThrow(/\. Download the file again$/)
})

/** A dictionary whose array "data" is of one image, of this type and layout. */
function withArray(type: string, columnMajor: boolean, bytes: string, columns = 3_072): Uint8Array {
  const number = (value: number) => `M${String.fromCharCode(value & 255, value >> 8)}`
  const size = String.fromCharCode(bytes.length & 255, bytes.length >> 8, 0, 0)
  const array = 'cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85U\x01b\x87R'
  const dtype = `cnumpy\ndtype\nU\x02${type}K\x00K\x01\x87R`
  const state = `(K\x01${number(1)}${number(columns)}\x86${dtype}${columnMajor ? '\x88' : '\x89'}T${size}${bytes}tb`
  const text = `\x80\x02}(U\x04data${array}${state}U\x06labels](K\x03eu.`
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

test.each([
  ['of bytes', 'u1', false, 3_072, 3_072, undefined],
  ['of signed bytes', 'i1', false, 3_072, 3_072, 'its "data" are of type i8, expected u8 (bytes)'],
  ['of numbers', 'f4', false, 12_288, 3_072, 'its "data" are of type f32, expected u8 (bytes)'],
  ['column by column', 'u1', true, 3_072, 3_072, 'its "data" are not stored row by row'],
  ['of other pixels', 'u1', false, 3_071, 3_071, 'its "data" are 1 × 3071, expected images × 3072'],
  ['with too few bytes', 'u1', false, 3_000, 3_072, 'its "data" holds 3000 bytes of values where shape [1, 3072] of u8 needs 3072 bytes'],
])('an array %s', (_, type, columnMajor, length, columns, problem) => {
  const bytes = withArray(type, columnMajor, '\x07'.repeat(length), columns)
  const read = () => decodePicklePart({ name: 'data_batch_1', bytes }, 'labels')
  if (problem === undefined) expect([...read().planes(0).subarray(0, 2), ...read().labels]).toEqual([7, 7, 3])
  else expect(read).toThrow(`data_batch_1: ${problem}`)
}) // prettier-ignore
