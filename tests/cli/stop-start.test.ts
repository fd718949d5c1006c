import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const launcher = fileURLToPath(new URL('../../apps/cli/bin/mitoscope.mjs', import.meta.url))

test('Ctrl-C while the server starts ends it, whatever else of its terminal it ends', async () => {
  const data = mkdtempSync(join(tmpdir(), 'mitoscope-stopped-'))
  const args = ['serve', '--port', '0', '--no-dashboard', '--no-worker', '--data', data]
  // A group of its own lets the test signal all its processes, as a terminal does.
  const child = spawn(process.execPath, [launcher, ...args], { detached: true })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  await expect.poll(() => existsSync(join(data, 'server.lock')), { timeout: 60_000, interval: 5 }).toBe(true)
  process.kill(-child.pid!, 'SIGINT')
  expect(await ended).toBe(0)
  // On a busy machine it takes long enough to be mentioned.
  expect(said.replace(/^mitoscope: Stopping, and saving what was begun.*\n/, '')).toBe('')
  rmSync(data, { recursive: true, force: true })
})
