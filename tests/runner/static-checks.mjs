import { root } from '../../apps/cli/bin/ensure-installed.mjs'
import { measureHouse } from './measure-house.mjs'
import { runCommand } from './run-command.mjs'

const checks = [
  ['format (prettier)', 'prettier', ['--check', '--log-level', 'warn', '--cache', '.']],
  ['lint and import rules (oxlint)', 'oxlint', ['--deny-warnings']],
  ['types (tsc)', 'tsc', ['-p', '.tsconfig.json']],
  ['types of the dashboard (tsc)', 'tsc', ['-p', 'apps/dashboard/tsconfig.json']],
  ['dead code (knip)', 'knip', ['-c', '.knip.json', '--no-progress', '--treat-config-hints-as-errors']],
]

/** All beside each other: each is a process of one thread or two. */
export async function runStaticChecks(ledger) {
  console.log('\n▸ static checks')
  await ledger.step('sizes of files and folders, circles of imports', async () => measureHouse())
  await Promise.all(
    checks.map(([title, tool, args]) =>
      ledger.step(title, async () => {
        const status = await runCommand(`${root}/node_modules/.bin/${tool}`, args)
        return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
      }),
    ),
  )
}
