import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { openFile, openSample } from './testing/open-sample.ts'

const labels = (values: number[]) => ({ shape: [values.length], values, dtype: 'i64' })

it('labels that count from 1 are named', async () => {
  const fixture = await readFile(new URL('fixtures/labels-from-1.npz', import.meta.url))
  const { warnings } = await openFile('run.npz', fixture)
  expect(warnings.find(({ code }) => code === 'absent-class')?.message).toMatch(
    /^Class 0 of 4 never occurs in labels\.test\b.* if these labels count from 1/,
  )
})

it('without a readout, the classes are those that any label names', async () => {
  const { warnings } = await openSample({
    'readout.weight': undefined,
    'readout.bias': undefined,
    'labels.test': labels([5, 1, 2, 5, 1, 2]),
    'labels.train': labels([1, 2, 5, 2, 3]),
  })
  expect(warnings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    expect.stringMatching(
      /^absent-class: Classes 0 and 4 of 6 never occur in labels\.test and labels\.train\. /,
    ),
    'class-in-one-split: Class 3 of 6 occurs in labels.train and never in labels.test.',
  ])
})

it('classes of one split only are named', async () => {
  const { warnings } = await openSample({
    'labels.test': labels([0, 2, 0, 2, 0, 2]),
    'labels.train': labels([0, 1, 0, 1, 0]),
  })
  expect(warnings.map(({ message }) => message)).toEqual([
    'Class 1 of 3 occurs in labels.train and never in labels.test.',
    'Class 2 of 3 occurs in labels.test and never in labels.train.',
  ])
})

it('nothing is said where every class occurs, or no label is given', async () => {
  expect((await openSample()).warnings).toEqual([])
  const none = await openSample({ 'labels.test': undefined, 'labels.train': undefined })
  expect(none.warnings).toEqual([])
})
