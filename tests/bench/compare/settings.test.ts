import { expect, test } from 'vitest'
import { Disturbed } from './quiet.ts'
import { chooseSetting, cleanEnvironment, crossThreads, describeSetting, environmentOf } from './settings.ts'

test('variables that steer libraries are taken out, and the GPU is hidden', () => {
  const env = {
    PATH: '/bin',
    OMP_WAIT_POLICY: 'ACTIVE',
    OPENBLAS_CORETYPE: 'Haswell',
    TF_X: '1',
    COMPUTER: 'c',
  }
  expect(cleanEnvironment(env)).toEqual({ PATH: '/bin', COMPUTER: 'c', CUDA_VISIBLE_DEVICES: '' })
})

test('a setting is said by variables, and the default policy by none', () => {
  expect(environmentOf({ threads: 2, waiting: 'PASSIVE' })).toMatchObject({
    OMP_NUM_THREADS: '2',
    OPENBLAS_NUM_THREADS: '2',
    OMP_WAIT_POLICY: 'PASSIVE',
  })
  expect(environmentOf({ threads: 1, waiting: 'default' })).not.toHaveProperty('OMP_WAIT_POLICY')
})

test('every number of threads meets every wait policy', () => {
  const crossed = crossThreads({ optimiser: 'loop' }).map(describeSetting)
  expect(new Set(crossed).size).toBe(crossed.length)
  expect(crossed).toContain('1 thread, wait policy default, loop optimiser')
  expect(crossed).toContain('1 thread, wait policy PASSIVE, loop optimiser')
})

test('changes are tried at the fastest so far, and one that fails is kept with its reason', async () => {
  const seconds: Record<string, number> = { default: 3, PASSIVE: 1 }
  const { best, trials } = await chooseSetting(
    crossThreads({}).filter(({ threads }) => threads === 1),
    [{ layout: 'channels-last' }, { optimiser: 'fused' }, { compile: true }],
    async ({ waiting, layout, optimiser, compile }) => {
      if (compile) throw new Error('no compiler is here\nat line 1')
      return seconds[waiting] + (layout === undefined ? 0 : 0.5) - (optimiser === undefined ? 0 : 0.25)
    },
  )
  expect(best).toEqual({ threads: 1, waiting: 'PASSIVE', optimiser: 'fused' })
  expect(trials.map((trial) => trial.seconds ?? trial.reason)).toEqual([
    3,
    1,
    1.5,
    0.75,
    'no compiler is here',
  ])
  expect(trials.at(-1)!.setting).toEqual({
    threads: 1,
    waiting: 'PASSIVE',
    optimiser: 'fused',
    compile: true,
  })
})

test('no setting that runs is an error with the reason of the first', async () => {
  const failing = chooseSetting(crossThreads({}), [], async () =>
    Promise.reject(new Error('no module torch')),
  )
  await expect(failing).rejects.toThrow('No setting runs: no module torch')
})

test('a disturbance is no fault of a setting', async () => {
  const disturbed = chooseSetting(crossThreads({}), [], async () => Promise.reject(new Disturbed('others')))
  await expect(disturbed).rejects.toBeInstanceOf(Disturbed)
})
