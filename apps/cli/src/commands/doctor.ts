import { Command } from 'commander'
import { examineMachine } from '@mitoscope/tensor/set-up'
import { formatTable } from '../terminal/format-table.ts'

/** Creates `mitoscope doctor`, which shows the backends of this machine and their speed. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Show each backend (or why it is missing), its speed, and disk, memory and Node')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', '\nExamples:\n  mitoscope doctor\n  mitoscope doctor --json')
    .action(async ({ json }: { json?: boolean }) => {
      const report = await examineMachine({ measure: true })
      process.stdout.write(json ? `${JSON.stringify(report, null, 1)}\n` : describe(report))
    })
}

function describe(report: Awaited<ReturnType<typeof examineMachine>>): string {
  const rows = report.backends.map((backend) =>
    backend.present
      ? [
          backend.name,
          backend.version,
          `float32, Gram ${backend.gramPrecision}`,
          backend.gigaflops?.toFixed(1) ?? '–',
          backend.device,
        ]
      : [backend.name, '–', '–', '–', `absent: ${backend.reason}`],
  )
  const remedies = report.backends.flatMap((backend) =>
    backend.present ? [] : [`${backend.name}: ${backend.remedy}`],
  )
  const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GB`
  const { memory, cache } = report
  const disk = cache.diskFree === undefined ? '' : `; disk ${gigabytes(cache.diskFree)} free`
  return [
    formatTable(['backend', 'version', 'precision', 'GFLOP/s', 'device'], rows),
    ...remedies,
    '',
    `Host kernels: ${report.kernels}`,
    `Node ${report.node}, ${report.cores} cores (${report.processor}), memory ${gigabytes(memory.free)} free of ${gigabytes(memory.total)}`,
    `Cache ${cache.folder}: ${gigabytes(cache.bytes)}${disk}`,
    '',
  ].join('\n')
}
