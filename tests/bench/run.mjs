// `npm run bench`: measures Mitoscope on this machine against the published procedure (RESULTS.md) and PyTorch
// (TRAINING-RESULTS.md), its kernels and memory (KERNELS-RESULTS.md), as a lab server (SERVER-RESULTS.md) and in the
// browser (DASHBOARD-RESULTS.md). Files are written on a quiet machine only, and README's figures with the first two.
// --only prepare,published,training,kernels,server,dashboard   --rounds 6   --draws 1 (of the published procedure)
// --print (on any machine, writes nothing)   --small (toys, with --print)
import { join } from 'node:path'
import { ensureInstalled, root } from '../../apps/cli/bin/ensure-installed.mjs'
import { ensureNode } from '../../apps/cli/bin/ensure-node.mjs'
import { runCommand } from '../runner/run-command.mjs'

await ensureNode()
ensureInstalled()
const script = [import.meta.resolve('tsx'), join(import.meta.dirname, 'bench.ts')]
process.exitCode =
  (await runCommand(process.execPath, ['--import', ...script, ...process.argv.slice(2)], {
    TSX_TSCONFIG_PATH: join(root, '.tsconfig.json'),
  })) ?? 1
