import { runCommand } from './run-command.mjs'

/** Makes native TensorFlow ready; where that fails its tests are left out and the others still run. */
export async function setUpNative(ledger) {
  console.log('\n▸ native set-up')
  const started = Date.now()
  const status = await runCommand(process.execPath, ['apps/cli/bin/mitoscope.mjs', 'setup'])
  console.log(`  native set-up: ${((Date.now() - started) / 1000).toFixed(1)} s`)
  if (status !== 0) ledger.leaveOut('native set-up', `"npm run setup" ended with status ${status}`)
}
