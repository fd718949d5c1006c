import { summarizeSweep } from '@mitoscope/analysis'
import { analyzeRun, openRepresentation } from '@mitoscope/analysis/compute'
import type { ReportTaskRun } from '../reports/find-report-runs.ts'
import type { ReportOutput, ReportTask } from '../reports/report-kind.ts'
import { slimReport, type IdentifiedRun } from '../reports/slim-report.ts'
import type { JobBody, JobContext } from './job-body.ts'
import { openBlobSource } from './open-blob-source.ts'
import { toStream } from './to-stream.ts'

type Settings = ReportTask['settings']

/** A sweep's report. Runs that were summarised before, by the same definition, are not computed again. */
export const report: JobBody = async (input, context): Promise<ReportOutput> => {
  const { title, settings, runs } = input as ReportTask
  const { backend, blobs, signal } = context
  const analyses: IdentifiedRun[] = []
  for (const [i, run] of runs.entries()) {
    signal.throwIfAborted()
    const phase = `Run ${i + 1} of ${runs.length}`
    context.report({ phase, fraction: i / runs.length })
    let summary = run.summary ? await readSummary(context, run.summary) : undefined
    if (!summary) {
      summary = await summarizeRun(run, settings, context)
      const { hash, bytes } = await blobs.put(toStream([Buffer.from(JSON.stringify(summary))]))
      const { question, representationId } = run
      const summaries = [{ question, representationId, hash, bytes }]
      context.report({ phase, fraction: (i + 1) / runs.length, summaries })
    }
    analyses.push({ ...summary, ...(run.facts as IdentifiedRun) })
  }
  const { threshold, draws, seed } = settings
  const provenance = { backend: backend.name, device: backend.device, draws, seed }
  return { report: slimReport(summarizeSweep(title, analyses, threshold, provenance)) }
}

async function summarizeRun(
  { facts, fileName, blobHash }: ReportTaskRun,
  { threshold, draws, seed }: Settings,
  { backend, blobs, signal }: JobContext,
): Promise<IdentifiedRun> {
  const source = await openBlobSource(blobs, blobHash, fileName)
  const representation = await openRepresentation([source], { signal })
  const options = { seed, draws, threshold, signal }
  return (await analyzeRun(facts as IdentifiedRun, representation, backend, options)) as IdentifiedRun
}

/** Undefined where a purge has taken it meanwhile. */
async function readSummary({ blobs }: JobContext, hash: string): Promise<IdentifiedRun | undefined> {
  if (!(await blobs.stat(hash))) return undefined
  const chunks: Uint8Array[] = []
  for await (const chunk of blobs.read(hash)) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString()) as IdentifiedRun
}
