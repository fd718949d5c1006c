import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Makes the load average 7, whatever runs. */
const loaded = `data:text/javascript,${encodeURIComponent(
  `import os from 'node:os'
   import { syncBuiltinESMExports } from 'node:module'
   os.loadavg = () => [7, 7, 7]
   syncBuiltinESMExports()`,
)}`

function runBench(...args: string[]) {
  const imports = ['--import', import.meta.resolve('tsx'), '--import', loaded]
  return spawnSync(process.execPath, [...imports, join(import.meta.dirname, 'bench.ts'), ...args], {
    encoding: 'utf8',
  })
}

const files = () =>
  readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name, statSync(join(import.meta.dirname, name)).mtimeMs])

test('on a machine in use nothing is measured or written', () => {
  const before = files()
  const { status, stderr, stdout } = runBench('--only', 'training')
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain('its load average is 7.00')
  expect(stderr).not.toContain('▸')
  expect(files()).toEqual(before)
})

test.each([
  [['--only', 'speed'], 'there is no part "speed"'],
  [['--rounds', '5'], '--rounds must be an integer of at least 6; it is "5"'],
  [['--draws', 'all'], '--draws must be an integer of at least 1; it is "all"'],
  [['--small'], '--small measures toys: add --print'],
])('%s is refused', (args, message) => {
  const { status, stderr } = runBench(...args)
  expect(status).toBe(2)
  expect(stderr).toContain(message)
})
