import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runMitoscope } from '../cli/run-mitoscope.ts'

const folder = mkdtempSync(join(tmpdir(), 'mitoscope-start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const serve = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  runMitoscope(['serve', '--no-worker', '--no-dashboard', '--data', join(folder, 'lab'), ...args], { env })

test.each([
  ['a level of the log that is none', [], { MITOSCOPE_LOG: '1' }, 'MITOSCOPE_LOG must be one of silent, '],
  ['a port that browsers block', ['--port', '6000'], {}, 'Browsers open no page at port 6000'],
  ['a number that is no port', ['--port', '65536'], {}, 'an integer from 0 to 65535'],
])('%s is refused with what to do, and nothing is made', async (_, args, env, message) => {
  const { code, stdout, stderr } = await serve(args, env)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
  expect(stderr).not.toMatch(/\n\s+at /)
})

test('a port that another program has is named', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const { code, stderr } = await serve(['--port', String(port)])
  other.close()
  expect(code).toBe(2)
  expect(stderr).toContain(`Port ${port} of 127.0.0.1 is in use by another program`)
  expect(stderr).not.toMatch(/\n\s+at /)
})
