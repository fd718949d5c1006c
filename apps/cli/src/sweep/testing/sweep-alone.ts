import { runSweep } from '../run-sweep.ts'
import type { SweepOptions } from '../sweep-options.ts'
import { tinySweep } from '@mitoscope/lab/testing'

// A process that runs the tiny sweep and can be killed. Options are JSON in the first argument, progress goes to
// stdout.

const options = JSON.parse(process.argv[2]) as SweepOptions
await runSweep(
  { ...tinySweep, epochs: Number(process.argv[3]) },
  {
    ...options,
    onProgress: (progress) => process.stdout.write(`${JSON.stringify(progress)}\n`),
  },
)
