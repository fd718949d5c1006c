import { expect, test } from 'vitest'
import { refuseFile } from './refuse-file.ts'

const formats = [
  { title: 'NumPy', extensions: ['.npz', '.npy'] },
  { title: 'PyTorch', extensions: ['.pt'] },
]

test('files of a known format that are not empty are taken, whatever their capitals', () => {
  expect(refuseFile({ name: 'W512.NPZ', size: 1 }, formats)).toBeUndefined()
  expect(refuseFile({ name: 'a.tar.pt', size: 1 }, formats)).toBeUndefined()
})

test('others are refused with what to choose instead', () => {
  expect(refuseFile(undefined, formats)).toBe('Choose a file first.')
  expect(refuseFile({ name: 'paper.pdf', size: 1 }, formats)).toMatch(/paper.pdf.*\.npz, \.npy, \.pt/)
  expect(refuseFile({ name: 'a.npz', size: 0 }, formats)).toContain('empty')
})
