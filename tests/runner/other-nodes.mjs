import { runVitest } from './run-vitest.mjs'
import { readCommand } from './run-command.mjs'

/** The core suites on the other supported versions of Node, whose binaries npm carries. */
export async function runOtherNodes(ledger, backend) {
  for (const version of ['22', '24']) {
    if (process.versions.node.startsWith(`${version}.`)) continue
    const fetch = ['-y', '-p', `node@${version}`, '--']
    const { status, stdout, stderr } = await readCommand('npx', [...fetch, 'node', '-p', 'process.execPath'])
    const node = stdout.trim().split('\n').at(-1)
    const part = { part: 'node', title: `core on Node ${version}, ${backend.name}`, env: backend.env }
    if (status === 0 && node) await runVitest(ledger, [part], { node })
    else
      ledger.leaveOut(
        `Node ${version}`,
        stderr.trim().split('\n').at(-1) || `npx ended with status ${status}`,
      )
  }
}
