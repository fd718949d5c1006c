import { expect, test } from 'vitest'
import { countJobs, toJobFilter } from './view.ts'

test('a filter asks for no more than is chosen', () => {
  expect(toJobFilter(null, null)).toBeUndefined()
  expect(toJobFilter('FAILED', null)).toEqual({ state: { eq: 'FAILED' } })
  expect(toJobFilter('QUEUED', 'TRAIN')).toEqual({ state: { eq: 'QUEUED' }, kind: { eq: 'TRAIN' } })
})

test('the heading says how many of which', () => {
  expect(countJobs(1, null, null)).toBe('1 job')
  expect(countJobs(1_200, 'QUEUED', 'TRAIN')).toBe('1,200 waiting trainings')
  expect(countJobs(1, 'FAILED', 'ANALYZE')).toBe('1 failed analysis')
  expect(countJobs(3, 'RUNNING', 'REPRESENT')).toBe('3 running representations')
})
