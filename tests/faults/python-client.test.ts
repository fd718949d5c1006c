import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'
import { findPython } from '../python/find-python.ts'
import { keepProcess } from './kept-process.ts'
import { seededRandom } from './random.ts'
import { startMitoscope } from './start-mitoscope.ts'

/** 20 in `npm run soak`. */
const kills = Number(process.env.MITOSCOPE_TEST_KILLS ?? 3)
const python = findPython()
const place = mkdtempSync(join(tmpdir(), 'mitoscope-python-kills-'))
const marks = join(place, 'marks')

afterAll(() => rmSync(place, { recursive: true, force: true }))

test.skipIf(python === undefined)(
  'kills of the server and a bad network lose and double nothing that Python logs',
  { timeout: 900_000 + kills * 120_000 },
  async () => {
    mkdirSync(marks)
    let port = '0'
    const serve = () => ['serve', '--no-worker', '--port', port, '--data', join(place, 'lab')]
    const server = keepProcess(() => startMitoscope(serve()))
    try {
      const url = await server.ready()
      port = new URL(url).port
      const writing = runWriters(url)
      const random = seededRandom(4)
      for (let n = 1; n <= kills; n++) {
        const written = () => readdirSync(marks).filter((name) => name.startsWith(`written-${n - 1}-`))
        await expect.poll(written).not.toEqual([])
        // Most kills fall on a server at work, some on one that starts.
        if (random() > 0.15) await server.ready()
        await sleep(200 + random() * 1_500)
        await server.kill()
        writeFileSync(join(marks, `killed-${n}`), '')
      }
      const { code, said } = await writing
      expect(code, said).toBe(0)
      console.log(/\d+ kills; .*/.exec(said)?.[0])
    } finally {
      await server.stop()
    }
  },
)

function runWriters(url: string): Promise<{ code: number | null; said: string }> {
  const env = {
    ...process.env,
    MITOSCOPE_TEST_SERVER: url,
    MITOSCOPE_TEST_KILLS: String(kills),
    MITOSCOPE_TEST_MARKS: marks,
    PYTHONDONTWRITEBYTECODE: '1',
    TMPDIR: place,
  }
  const child = spawn(python!, ['-m', 'unittest', '-v', 'kills.py'], {
    cwd: join(root, 'packages/python/tests'),
    env,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, said }))
  })
}
