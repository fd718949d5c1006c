import { describe, expect, it } from 'vitest'
import { openFeatures } from '../testing/open-features.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { sampleTensors } from '../testing/sample-tensors.ts'
import { testDamagedFiles, wholeSample } from '../testing/test-damaged-files.ts'
import { joinSafetensors, writeSafetensors } from '../testing/write-safetensors.ts'
import { safetensors } from './safetensors.ts'

const FEATURES = { dtype: 'F32', shape: [3, 2], data_offsets: [0, 24] }
const LABELS = { dtype: 'I64', shape: [3], data_offsets: [24, 48] }
const data = new Uint8Array(48)
const join = (fields: object, bytes = data) => joinSafetensors(JSON.stringify(fields), bytes)
const both = (features: object, labels: object = LABELS) =>
  join({ 'features.test': features, 'labels.test': labels })
const open = (bytes: Uint8Array) => openFeatures('run.safetensors', bytes)
const length = (value: bigint) => {
  const bytes = Buffer.from(both(FEATURES))
  bytes.writeBigUInt64LE(value)
  return bytes
}

describe('.safetensors files', () => {
  it.each([
    ['a few bytes', data.subarray(0, 9), 'has 9 bytes, too few for a safetensors file'],
    ['a header beyond the end', length(1n << 63n), 'says its header has 9223372036854776000 bytes, but only'],
    ['a header one byte too long', length(BigInt(both(FEATURES).length - 7)), 'but only'],
    ['a header cut short', length(20n), 'has a header that is no JSON'],
    ['no header', length(0n), 'has a header that is no JSON'],
    ['a list', joinSafetensors('[]', data), 'has a header that is no JSON object'],
    ['spaces first', joinSafetensors(' {}', data), 'has a header that is no JSON object'],
    ['null', joinSafetensors('null', data), 'has a header that is no JSON object'],
    ['deep nesting', joinSafetensors('['.repeat(200_000), data), 'has a header that is no JSON'],
    ['bad UTF-8', joinSafetensors('{"\u0080"}', data).fill(0xff, 10, 11), 'has a header that is no JSON'],
    [
      'a tensor that is none',
      both({}),
      'describes "features.test" without a proper dtype, shape and data_offsets',
    ],
    ['null for a tensor', join({ a: null }), 'describes "a" without a proper dtype'],
    ['a text for a tensor', join({ a: 'b' }), 'describes "a" without a proper dtype'],
    ['a negative size', both({ ...FEATURES, shape: [-3, 2] }), 'describes "features.test" without a proper'],
    [
      'a fractional size',
      both({ ...FEATURES, shape: [1.5, 4] }),
      'describes "features.test" without a proper',
    ],
    [
      'three offsets',
      both({ ...FEATURES, data_offsets: [0, 24, 48] }),
      'describes "features.test" without a proper',
    ],
    [
      'offsets reversed',
      both({ ...FEATURES, data_offsets: [24, 0] }),
      'the impossible shape [3, 2] at bytes 24 to 0',
    ],
    [
      'a shape beyond integers',
      both({ ...FEATURES, shape: [2 ** 52, 4] }),
      'gives "features.test" the impossible shape',
    ],
    [
      'too few bytes',
      both({ ...FEATURES, shape: [3, 3] }),
      'gives "features.test" 24 bytes where its shape and type need 36',
    ],
    [
      'an overlap',
      both(FEATURES, { ...LABELS, data_offsets: [16, 40] }),
      'has "labels.test" overlap another tensor at byte 16',
    ],
    [
      'a gap',
      both({ ...FEATURES, shape: [2, 2], data_offsets: [0, 16] }),
      'has a gap before "labels.test" at byte 16',
    ],
    ['data at the end', join({ a: FEATURES }), 'lists 24 bytes of data but holds 48'],
    ['too little data', both(FEATURES).subarray(0, -1), 'lists 48 bytes of data but holds 47'],
    [
      'offsets past the end',
      both(FEATURES, { ...LABELS, shape: [4], data_offsets: [24, 56] }),
      'lists 56 bytes of data but holds 48',
    ],
  ])('with %s are refused', async (_, bytes, message) => {
    const refusal = await refusalOf(open(bytes))
    expect(refusal).toContain('run.safetensors: ')
    expect(refusal).toContain(message)
    expect(refusal).toContain('The file is damaged or incomplete: copy it again, or save it again.')
  })

  it('with a header of more than 1 MB are refused', async () => {
    const metadata = { x: 'y'.repeat(1 << 20) }
    expect(await refusalOf(open(join({ __metadata__: metadata })))).toContain('bytes, more than 1 MB')
    const long = join(
      { 'features.test': FEATURES, __metadata__: { x: '\\'.repeat(500_000) } },
      data.subarray(0, 24),
    )
    expect((await open(long)).features.width).toBe(2)
  })

  it('with a key twice are refused, however it is spelled', async () => {
    const one = JSON.stringify(FEATURES)
    const twice = (key: string) =>
      joinSafetensors(`{"features.test":${one},"${key}":${one}}`, data.subarray(0, 24))
    for (const key of ['features.test', 'features\\u002etest']) {
      expect(await refusalOf(open(twice(key)))).toContain('lists "features.test" twice in its header')
    }
    const nested = joinSafetensors(`{"a":${one.replace('{', '{"dtype":"F16",')}}`, data.subarray(0, 24))
    expect(await refusalOf(open(nested))).toContain('lists "dtype" twice in its header')
  })

  it.each([
    ['F8_E4M3', 6],
    ['C64', 48],
    ['f32', 24],
  ])('with features of type %s are refused', async (dtype, size) => {
    const bytes = join(
      { 'features.test': { dtype, shape: [3, 2], data_offsets: [0, size] } },
      data.subarray(0, size),
    )
    expect(await refusalOf(open(bytes))).toContain(
      `tensor "features.test": is stored as "${dtype}", where f16, bf16,`,
    )
  })

  it('may hold anything under other names', async () => {
    const other = { dtype: 'F8_E5M2', shape: [24], data_offsets: [24, 48] }
    const got = await open(
      join({
        'features.test': FEATURES,
        ['__proto__']: other,
        toString: { ...other, shape: [0], data_offsets: [48, 48] },
      }),
    )
    expect(got.names.toSorted()).toEqual(['__proto__', 'features.test', 'toString'])
  })
})

testDamagedFiles(safetensors, [wholeSample('plain', 'run.safetensors', writeSafetensors(sampleTensors()))])
