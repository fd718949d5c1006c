import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inspectFile, rejectFile } from './inspect-file.ts'

const golden = (name: string) => readFileSync(new URL(`../../../../../tests/golden/${name}`, import.meta.url))
const file = (name: string, ...parts: (string | Uint8Array)[]) => new File(parts as BlobPart[], name)
const safetensors = (header: object | string, data = 64) => {
  const text = typeof header === 'string' ? header : JSON.stringify(header)
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  return file('a.safetensors', length, text, new Uint8Array(data))
}
const archive = golden('reference/synthetic-w64.npz')

test.each([
  ['of its width', file('a.npz', archive), 64],
  ['of a width that is not known', file('a.npz', archive), undefined],
  ['of safetensors', safetensors({ 'features.test': { shape: [4, 8] } }), 8],
  ['an array', file('features.test.npy', '\x93NUMPY'.slice(0, 0), Buffer.from('934e554d5059', 'hex')), 8],
])('a file %s is sent', async (_, given, width) => {
  expect(await inspectFile(given, width)).toBeUndefined()
})

test.each([
  ['of another width', file('a.npz', archive), 'has 64 neurons in features.test, but the run has width 8'],
  ['that is cut off', file('a.npz', archive.subarray(0, archive.length - 1000)), 'truncated'],
  ['that is a pointer', file('a.npz', 'version https://git-lfs.github.com/spec/v1\n'), 'git lfs pull'],
  ['that is a page', file('a.pt', '<!DOCTYPE html><html>'), 'is a web page'],
  ['of text', file('a.npz', 'hello'), 'is not a .npz archive'],
  ['of an old torch.save', file('a.pt', Buffer.from('80028a0a6cfc9c46f920', 'hex')), 'PyTorch 1.6 or newer'],
  [
    'without features',
    safetensors({ weight: { shape: [1] } }),
    'lacks features.test, the activations of the last hidden layer. It contains weight',
  ],
  ['of another shape', safetensors({ 'features.test': { shape: [4, 8, 8] } }), 'of shape (4, 8, 8)'],
  ['with a header that is no JSON', safetensors('{'), 'is not a .safetensors file'],
  [
    'with a header longer than it',
    file('a.safetensors', Buffer.from('ffffffffffffff7f', 'hex')),
    'is not a .safetensors file',
  ],
])('a file %s is refused before anything is made for it', async (_, given, said) => {
  const problem = await inspectFile(given, 8)
  expect(problem).toContain(said)
  expect(problem).toContain(given.name)
})

const formats = [
  { title: 'NumPy', extensions: ['.npz', '.npy'] },
  { title: 'PyTorch', extensions: ['.pt'] },
]

test('files of a known format that are not empty are taken, whatever their capitals', () => {
  expect(rejectFile({ name: 'W512.NPZ', size: 1 }, formats)).toBeUndefined()
  expect(rejectFile({ name: 'a.tar.pt', size: 1 }, formats)).toBeUndefined()
})

test('others are refused with what to choose instead', () => {
  expect(rejectFile(undefined, formats)).toBe('Choose a file first.')
  expect(rejectFile({ name: 'paper.pdf', size: 1 }, formats)).toMatch(/paper.pdf.*\.npz, \.npy, \.pt/)
  expect(rejectFile({ name: 'a.npz', size: 0 }, formats)).toContain('empty')
})
