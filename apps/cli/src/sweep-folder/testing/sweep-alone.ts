import { tinySweep } from '@mitoscope/lab/testing'
import type { SweepOptions } from '../sweep-folder.ts'
import { trainInFolder } from '../train-in-folder.ts'

// A process that runs the tiny sweep and can be killed. Options are JSON in the first argument, the share of the work
// that is done goes to stdout.

const options = JSON.parse(process.argv[2]) as SweepOptions
await trainInFolder(
  { ...tinySweep, epochs: Number(process.argv[3]) },
  {
    ...options,
    progress: { update: (_phase, fraction) => void process.stdout.write(`${fraction}\n`), clear() {} },
    signal: new AbortController().signal,
  },
)
