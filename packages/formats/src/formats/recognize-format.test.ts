import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openFeatures } from '../testing/open-features.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { sampleTensors } from '../testing/sample-tensors.ts'
import { writeNpy } from '../testing/write-npy.ts'
import { writeNpz } from '../testing/write-npz.ts'
import { writeSafetensors } from '../testing/write-safetensors.ts'
import { writeTorchZip } from '../testing/write-torch-zip.ts'
import { writeZip } from '../testing/write-zip.ts'
import { FORMATS, knownExtensions, usualExtensions } from './formats.ts'

const tensors = sampleTensors()
const features = tensors['features.test']
const padded = (start: string) => Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(600)])

describe('what can be read is read, whatever it is called', () => {
  it.each([
    ['safetensors as .pt', 'run.pt', writeSafetensors(tensors), 'safetensors file'],
    ['safetensors as .bin', 'model.bin', writeSafetensors(tensors), 'safetensors file'],
    ['a torch archive as .npz', 'run.npz', writeTorchZip(tensors), 'PyTorch file'],
    ['a torch archive as .safetensors', 'run.safetensors', writeTorchZip(tensors), 'PyTorch file'],
    ['a torch archive as .ckpt', 'epoch=3.ckpt', writeTorchZip(tensors), 'PyTorch file'],
    ['a torch archive as .pth.tar', 'best.pth.tar', writeTorchZip(tensors), 'PyTorch file'],
    ['.npz as .pt', 'run.pt', writeNpz(tensors), 'NumPy archive'],
    ['.npz as .zip', 'run.zip', writeNpz(tensors), 'NumPy archive'],
    ['.npz without an extension', 'run', writeNpz(tensors), 'NumPy archive'],
    ['.npy as .pt', 'features.test.pt', writeNpy(features), 'NumPy array'],
    ['.npy as .dat', 'features.test.dat', writeNpy(features), 'NumPy array'],
  ])('%s', async (_, name, bytes, format) => {
    const got = await openFeatures(name, bytes)
    expect(got).toMatchObject({ format: { title: format }, features: { width: 4, rows: 6 } })
  })
})

describe('what cannot be read is named, with what to do', () => {
  const pointer =
    'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n'
  const program = writeZip(
    ['net/data.pkl', 'net/code/net.py', 'net/constants.pkl'].map((name) => ({
      name,
      data: Buffer.from('N.'),
    })),
  )
  it.each<[string, Uint8Array, string]>([
    ['run.npz', Buffer.from(pointer), 'is a Git LFS pointer, not the file itself (12345 bytes, object 4d7a214614ab…). Fetch the file in its repository: git lfs install && git lfs pull.'],
    ['features.test.npy', Buffer.from(pointer), 'is a Git LFS pointer'],
    ['model.safetensors', Buffer.from(pointer), 'is a Git LFS pointer'],
    ['run.pt', Buffer.from('\n<!DOCTYPE html>\n<html><title>Sign in</title></html>'), 'is an HTML page, not tensors. A server answered with it'],
    ['run.pt', Buffer.from('\ufeff<html lang="en">'), 'is an HTML page, not tensors.'],
    ['run.npz', Buffer.from('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'), 'is an XML document, not tensors.'],
    ['run.safetensors', Buffer.from('{"error": "Not authorized"}'), 'is JSON text, not tensors. It begins with "{\\"error\\": \\"Not authorized\\"}".'],
    ['run.npz', Buffer.from('x,y\n1,2\n'), 'is plain text, not tensors.'],
    ['run.npz', gzipSync(writeNpz(tensors)), 'is compressed with gzip. Decompress it: gunzip'],
    ['run.pth.tar', padded('').fill('ustar', 257, 262), 'is a tar archive. Extract it'],
    ['run.h5', padded('\x89HDF\r\n\x1a\n'), 'is an HDF5 file, as h5py, Keras and MATLAB write it. Read it with h5py'],
    ['run.pt', padded('\x89HDF\r\n\x1a\n'), 'is an HDF5 file'],
    ['run.npz', padded('MATLAB 5.0 MAT-file, Platform: GLNXA64'), 'is a MATLAB file.'],
    ['run.pt', padded('\x80\x04\x95\x10'), 'is a Python pickle, which would run code when it is loaded. Load it where'],
    ['run.pt', program, 'is a TorchScript program. Save its values: torch.save(torch.jit.load(FILE).state_dict(), OTHER).'],
    ['run.npz', writeZip([{ name: 'run/model.safetensors', data: Buffer.alloc(1) }]), 'it holds "run/model.safetensors". Extract it'],
    ['run.npz', Buffer.alloc(200), 'begins with 200 bytes of zeros. The download or copy did not finish'],
    ['run.npz', new Uint8Array(0), 'is empty. Save it again, or copy it again.'],
    ['run.npz', writeNpz(tensors).subarray(0, -100), 'is not a readable zip archive'],
    ['run.npz', writeTorchZip(tensors).subarray(0, 500), 'is not a readable zip archive'],
    ['run.pt', writeSafetensors(tensors).subarray(0, -5), 'bytes of data but holds'],
    ['run.pt', writeSafetensors(tensors).subarray(0, 60), 'bytes, but only 52 follow'],
  ])('%s, %#', async (name, bytes, message) => {
    const refusal = await refusalOf(openFeatures(name, bytes))
    expect(refusal.startsWith(`${name}: `)).toBe(true)
    expect(refusal).toContain(message)
  }) // prettier-ignore
})

it('messages list the extensions of all formats, or one of each', () => {
  const usual = FORMATS.map(({ extensions: [first] }) => first)
  expect(usualExtensions()).toMatch(/^\.npz, (\.\w+, )*\.\w+ or \.\w+$/)
  expect(usualExtensions().split(/, | or /)).toEqual(usual)
  expect(knownExtensions()).toMatch(/^\.npz, (\.[\w.]+, )*\.\w+$/)
  expect(knownExtensions().split(', ')).toEqual(expect.arrayContaining([...usual, '.pth.tar']))
})
