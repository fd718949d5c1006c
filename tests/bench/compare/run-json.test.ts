import { expect, test } from 'vitest'
import { runJson } from './run-json.ts'

const run = (code: string, env: Record<string, string> = {}) => runJson(process.execPath, ['-e', code], env)

test('the last line is parsed, and variables that steer libraries are those that are given', async () => {
  process.env.OMP_WAIT_POLICY = 'ACTIVE'
  const code = `console.log('noise'); console.log(JSON.stringify(
    [process.env.OMP_WAIT_POLICY ?? null, process.env.OMP_NUM_THREADS]))`
  expect(await run(code, { OMP_NUM_THREADS: '1' })).toEqual([null, '1'])
  delete process.env.OMP_WAIT_POLICY
})

test('a failure says its status and its last complaint, without folders', async () => {
  const failing = runJson(process.execPath, ['/somewhere/else/step.mjs', '5'], {})
  await expect(failing).rejects.toThrow(/^step\.mjs 5 ended with status 1: /)
  await expect(run(`console.error('first\\nno compiler'); process.exit(3)`)).rejects.toThrow(
    'ended with status 3: no compiler',
  )
})
