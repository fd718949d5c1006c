import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeEvents } from '@mitoscope/formats/testing'
import { runMitoscope } from '../../cli/run-mitoscope.ts'
import { time, type Figure } from './figure.ts'

const [metrics, steps, target] = [10, 100_000, 50_000]

/** Points a second that `mitoscope import` brings from event files of TensorBoard to a server, from the start of the command to its end. */
export async function measureImport(url: string): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-bench-import-'))
  try {
    await mkdir(join(folder, 'w64_s0'))
    const names = Array.from({ length: metrics }, (_, i) => `train/metric${i}`)
    const file = createWriteStream(join(folder, 'w64_s0', 'events.out.tfevents.1780000000.node'))
    await pipeline(Readable.from(writeEvents(names, steps)), file)
    const [{ code, stdout, stderr }, took] = await time(() =>
      runMitoscope(['import', folder, '--server', url]),
    )
    const points = metrics * steps
    if (code !== 0 || !stdout.includes(`${points} points added`)) throw new Error(stderr || stdout)
    const rate = points / (took / 1_000)
    return [
      {
        what: `${points.toLocaleString('en')} points imported from TensorBoard`,
        target: `≥ ${target.toLocaleString('en')} points/s`,
        measured: `${Math.round(rate).toLocaleString('en')} points/s`,
        met: rate >= target,
        how: 'One run of 10 metrics, by `mitoscope import` in a process of its own, its start included.',
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
