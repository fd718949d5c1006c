import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { loadValues } from '../decode/load-values.ts'
import { memorySource } from '../testing/memory-source.ts'
import { openFeatures } from '../testing/open-features.ts'
import { readRows } from '../testing/read-rows.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { sampleTensors } from '../testing/sample-tensors.ts'
import { testDamagedFiles, wholeSample } from '../testing/test-damaged-files.ts'
import { encodeTensor } from '../testing/test-tensor.ts'
import { joinNpyHeader } from '../npy/npy-array.ts'
import { writeNpy } from '../testing/write-npy.ts'
import { npy } from './npy.ts'

const data = new Uint8Array(new Float32Array([1, 2, 3, 4, 5, 6]).buffer)
const fields = (descr = '<f4', shape = '(3, 2)', fortran = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`
const file = (header: string, version = 1) => Buffer.concat([joinNpyHeader(header, version), data])
const open = (bytes: Uint8Array) => openFeatures('features.test.npy', bytes)
const START = 'features.test.npy, tensor "features.test": '

describe('.npy headers', () => {
  it.each([1, 2, 3])('of version %i are read', async (version) => {
    const got = await open(file(fields(), version))
    expect(await readRows(got.features)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it.each<[string, string, number[]]>([
    ['float32', '(3, 2)', [1, 2, 3, 4, 5, 6]],
    ['single', '(3, 2)', [1, 2, 3, 4, 5, 6]],
    ['f', '(3, 2)', [1, 2, 3, 4, 5, 6]],
    ['=f4', '(3, 2)', [1, 2, 3, 4, 5, 6]],
    ['<f', '(np.int64(3), np.uint8(2))', [1, 2, 3, 4, 5, 6]],
    ['f4', '(3, numpy.int32(2))', [1, 2, 3, 4, 5, 6]],
  ])('may name the type %s, and the shape %s', async (descr, shape, values) => {
    for (const fortran of ['False', 'np.False_']) {
      const got = await open(file(fields(descr, shape, fortran)))
      expect(await readRows(got.features)).toEqual(values)
    }
  })

  it.each([
    ['float16', 'f16', false],
    ['half', 'f16', false],
    ['float64', 'f64', false],
    ['double', 'f64', false],
    ['float', 'f64', false],
    ['bfloat16', 'bf16', false],
    ['>f8', 'f64', true],
    ['>d', 'f64', true],
    ['>float32', 'f32', true],
  ])('may name the type %s', async (descr, dtype, bigEndian) => {
    const values = [1, -2, 3, 4, 5, 0.5]
    const whole = writeNpy({ shape: [3, 2], values, dtype: dtype === 'bf16' ? 'f16' : dtype, bigEndian })
    const bytes = dtype === 'bf16' ? encodeTensor({ shape: [3, 2], values, dtype }) : whole.subarray(128)
    const got = await open(Buffer.concat([joinNpyHeader(fields(descr)), bytes]))
    expect(got.features.dtype).toBe(dtype)
    expect(await readRows(got.features)).toEqual(values)
  })

  it('of labels may name int64 and bool', async () => {
    const labels = async (descr: string, bytes: Uint8Array) => {
      const header = joinNpyHeader(fields(descr, '(4,)'))
      const { tensors } = await npy.read(memorySource('labels.test.npy', Buffer.concat([header, bytes])))
      return [...(await loadValues(await tensors[0].open('labels.test')))]
    }
    expect(await labels('int64', new Uint8Array(new BigInt64Array([0n, 2n, 1n, 0n]).buffer))).toEqual([
      0, 2, 1, 0,
    ])
    for (const descr of ['bool', '|b1', '?', 'bool_'])
      expect(await labels(descr, Uint8Array.of(0, 1, 1, 0))).toEqual([0, 1, 1, 0])
  })

  it('written by other programs with a name for the type', async () => {
    const got = await open(await readFile(new URL('../fixtures/named-type.npy', import.meta.url)))
    expect(got.features).toMatchObject({ rows: 120, width: 12, dtype: 'f32' })
  })

  it('may be written by Python 2, in any order and spacing', async () => {
    const got = await open(file(`{"shape":(3L,2L),'descr' : '=f4','fortran_order':False}`))
    expect(await readRows(got.features)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it.each([
    ['other bytes', Buffer.from('\x93NUMPI and some more', 'latin1'), 'does not begin as a NumPy array does'],
    ['a few bytes', Buffer.from('\x93NUM', 'latin1'), 'does not begin as a NumPy array does'],
    [
      'an unknown version',
      file(fields(), 4),
      'has version 4 of the .npy format; 1 to 3 are read. Save it again with',
    ],
    ['no dict', file('[1, 2]'), 'has a header that is no NumPy array header'],
    [
      'code',
      file(`{'descr': '<f4', 'fortran_order': False, 'shape': (__import__('os').getpid(), 2)}`),
      'has a header that is no',
    ],
    [
      'a key twice',
      file(`{'shape': (3, 2), 'shape': (3, 2), 'descr': '<f4', 'fortran_order': False}`),
      'has a header that is no',
    ],
    ['text behind the dict', file(fields() + '1'), 'has a header that is no NumPy array header'],
    ['no end', file(fields().slice(0, -3)), 'has a header that is no NumPy array header'],
    ['deep nesting', file('{'.padEnd(3000, '(')), 'has a header that is no NumPy array header'],
    ['a negative size', file(fields('<f4', '(-3, 2)')), 'has a header that is no NumPy array header'],
    ['a fractional size', file(fields('<f4', '(3.0, 2)')), 'has a header that is no NumPy array header'],
    [
      'no shape',
      file(`{'descr': '<f4', 'fortran_order': False}`),
      'has a header that is no NumPy array header',
    ],
    [
      'an impossible shape',
      file(fields('<f4', '(9007199254740993, 2)')),
      'has the impossible shape [9007199254740992, 2]',
    ],
    [
      'very many axes',
      file(fields('<f4', `(${'2, '.repeat(9000)})`), 2),
      'has the impossible shape [2, 2, 2, 2, 2, 2, …]',
    ],
    ['a shape beyond integers', file(fields('<f4', '(94906267, 94906267)')), 'has the impossible shape'],
    [
      'too many values',
      file(fields('<f4', '(3, 3)')),
      'holds 24 bytes of values where shape [3, 3] of f32 needs 36 bytes',
    ],
    [
      'too few values',
      file(fields('<f4', '(2, 2)')),
      'holds 24 bytes of values where shape [2, 2] of f32 needs 16 bytes',
    ],
    [
      'a vast shape',
      file(fields('<f4', '(94906265, 94906265)')),
      'holds 24 bytes of values where shape [94906265, 94906265] of f32 needs 36028796545000900',
    ],
  ])('with %s are refused', async (_, bytes, message) => {
    expect(await refusalOf(open(bytes))).toContain(START + message)
  })

  it('are at most 1 MB long', async () => {
    const long = Buffer.concat([joinNpyHeader(fields(), 2), data])
    long.writeUInt32LE((1 << 20) + 1, 8)
    expect(await refusalOf(open(long))).toContain('has a header of 1048589 bytes, more than 1 MB')
    long.writeUInt32LE(5000, 8)
    expect(await refusalOf(open(long))).toContain('ends inside its header')
  })

  it.each([
    ['|O', 'Python objects'],
    ['<c8', 'NumPy type "<c8"'],
    ['<U3', 'NumPy type "<U3"'],
    ['<V2', 'NumPy type "<V2"'],
    ['<f16', 'NumPy type "<f16"'],
    ['|b1', 'bool'],
    ['bool', 'bool'],
    ['uint8', 'u8'],
    ['complex64', 'NumPy type "complex64"'],
    ['l', 'NumPy type "l"'],
  ])('with type %s are refused', async (descr, name) => {
    const shape = { '|b1': '(12, 2)', bool: '(12, 2)', uint8: '(12, 2)' }[descr] ?? '(3, 2)'
    expect(await refusalOf(open(file(fields(descr, shape))))).toContain(
      `${START}is stored as ${name}, where f16, bf16, f32 or f64 is needed. Save it as float32`,
    )
  })

  it('with structured types are refused', async () => {
    const structured = `{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3, 2)}`
    expect(await refusalOf(open(file(structured)))).toContain('is stored as a structured type, where')
  })

  it('cut anywhere are refused', async () => {
    const whole = writeNpy({ shape: [3, 2], values: [1, 2, 3, 4, 5, 6] })
    for (let length = 1; length < whole.length; length++) {
      expect(await refusalOf(open(whole.subarray(0, length)))).toContain('features.test.npy')
    }
  })
})

const features = sampleTensors()['features.test']
const reversed = { ...features, fortran: true, bigEndian: true }
testDamagedFiles(npy, [
  wholeSample('little-endian', 'features.test.npy', writeNpy(features)),
  wholeSample('big-endian, in columns', 'features.test.npy', writeNpy(reversed)),
])
