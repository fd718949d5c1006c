import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Lab } from '../lab.ts'
import { openTestLab } from '../testing/open-test-lab.ts'
import { checkReady } from './check-ready.ts'
import { countJobs } from './count-jobs.ts'

let lab: Lab
beforeAll(async () => {
  lab = await openTestLab()
})
afterAll(() => lab.close())

test('a lab whose database and storage answer is ready', async () => {
  expect(await checkReady(lab)).toEqual([])
})

test('what does not answer, or not in time, is named', async () => {
  const broken = {
    ...lab,
    blobs: { ...lab.blobs, stat: () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7')) },
  }
  expect(await checkReady(broken)).toEqual(['The blob storage does not answer.'])
  const slow = { ...lab, blobs: { ...lab.blobs, stat: () => new Promise<undefined>(() => {}) } }
  expect(await checkReady(slow, 20)).toEqual(['The blob storage does not answer.'])
})

test('jobs are counted by kind and state', async () => {
  expect(await countJobs(lab)).toEqual([])
})
