import type { SweepConfig } from '@mitoscope/training'
import type { RunRecord } from '../run-record.ts'
import type { SweepOptions } from '../sweep-folder.ts'
import { trainInFolder } from '../train-in-folder.ts'

interface QuietOptions extends Omit<SweepOptions, 'progress' | 'signal'> {
  readonly signal?: AbortSignal
  readonly onProgress?: (fraction: number) => void
}

/** Runs a sweep in a folder without a terminal, with states kept often. */
export function sweepQuietly(
  config: SweepConfig,
  { onProgress, signal = new AbortController().signal, ...options }: QuietOptions,
): Promise<RunRecord[]> {
  const progress = { update: (_: string, fraction: number) => onProgress?.(fraction), clear() {} }
  return trainInFolder(config, { times: { saveEvery: 100, retryDelay: 0 }, ...options, progress, signal })
}
