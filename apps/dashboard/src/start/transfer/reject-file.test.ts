import { expect, test } from 'vitest'
import { rejectFile } from './reject-file.ts'

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
