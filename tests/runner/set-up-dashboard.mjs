import { runCommand } from './run-command.mjs'

/**
 * Builds the dashboard where its sources have changed: beside busy tests the servers, which build it below their own
 * priority, would keep browsers waiting for longer than a test does.
 */
export async function setUpDashboard(ledger) {
  console.log('\n▸ dashboard')
  const started = Date.now()
  const status = await runCommand(process.execPath, ['apps/dashboard/bin/build.mjs'])
  console.log(`  dashboard: ${((Date.now() - started) / 1000).toFixed(1)} s`)
  if (status !== 0) ledger.leaveOut('dashboard', `its build ended with status ${status}`)
}
