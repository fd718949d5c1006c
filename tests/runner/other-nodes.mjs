import { runVitest } from './run-vitest.mjs'
import { readCommand } from './run-command.mjs'

/** Versions that run everything, and versions whose users the launcher takes to one of those. */
const supported = ['22', '24']
const old = ['18', '20']

/** The core suites on the other supported versions of Node, and the launcher on old ones: npm carries their binaries. */
export async function runOtherNodes(ledger, backend) {
  for (const version of supported) {
    if (process.versions.node.startsWith(`${version}.`)) continue
    const node = await fetchNode(ledger, version)
    const part = { part: 'node', title: `core on Node ${version}, ${backend.name}`, env: backend.env }
    if (node) await runVitest(ledger, [part], { node })
  }
  const found = {}
  for (const version of old) {
    const node = await fetchNode(ledger, version)
    if (node) found[version] = node
  }
  if (Object.keys(found).length === 0) return
  const env = { MITOSCOPE_TEST_OLD_NODES: JSON.stringify(found) }
  await runVitest(ledger, [
    { part: 'launcher', title: `launcher on Node ${Object.keys(found).join(', ')}`, env },
  ])
}

/** Fetches a version of Node and answers its path; notes in the ledger why there is none. */
async function fetchNode(ledger, version) {
  const fetch = ['-y', '-p', `node@${version}`, '--']
  const { status, stdout, stderr } = await readCommand('npx', [...fetch, 'node', '-p', 'process.execPath'])
  const node = stdout.trim().split('\n').at(-1)
  if (status === 0 && node) return node
  const why = stderr.trim().split('\n').at(-1) || `npx ended with status ${status}`
  ledger.leaveOut(`Node ${version}`, why)
  return undefined
}
