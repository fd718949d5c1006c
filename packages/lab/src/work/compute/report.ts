import { buffer } from 'node:stream/consumers'
import { reportSweep, type EpochAnalysis, type LoadChunkValues, type RunLogits } from '@mitoscope/analysis'
import {
  analyzeRun,
  computeChunkValues,
  computeLogits,
  openRepresentation,
} from '@mitoscope/analysis/compute'
import { decodeSafetensors, encodeSafetensors } from '@mitoscope/formats'
import type { BlobStore } from '../../platform/blobs/blob-store.ts'
import type { ReportTaskRun } from '../../records/reports/find-report-runs.ts'
import type { ReportOutput, ReportTask } from '../kinds/report-kind.ts'
import { slimReport, type IdentifiedRun } from '@mitoscope/analysis'
import type { JobProgress } from '../../platform/queue/job-kind.ts'
import type { JobBody, JobContext } from './job-body.ts'
import { openBlobSource } from '../../platform/blobs/open-blob-source.ts'
import { toStream } from './to-stream.ts'

type Settings = ReportTask['settings']
type Blob = NonNullable<JobProgress['summaries']>[number]

/** Computes a sweep's report. Reuses the summaries of runs that were computed before, by the same definition. */
export const report: JobBody = async (input, context): Promise<ReportOutput> => {
  const { title, site, settings, runs, epochs, diverged } = input as ReportTask
  const { backend, blobs, signal } = context
  const analyses: IdentifiedRun[] = []
  const earlier: EpochAnalysis[] = []
  const logits = new Map<string, string>()
  const all = [...runs, ...epochs]
  for (const [i, run] of all.entries()) {
    signal.throwIfAborted()
    const isLast = i < runs.length
    const phase = isLast ? `Run ${i + 1} of ${runs.length}` : `Epoch ${i + 1 - runs.length} of ${epochs.length}` // prettier-ignore
    context.report({ phase, fraction: i / all.length })
    const made = await summarizeRun(run, settings, context, isLast)
    if (made.blobs.length > 0)
      context.report({ phase, fraction: (i + 1) / all.length, summaries: made.blobs })
    const analysis = { ...made.summary, ...(run.facts as IdentifiedRun) }
    if (isLast) analyses.push(analysis)
    else earlier.push({ ...analysis, epoch: run.facts.epoch!, trainError: run.trainErrorThen })
    if (made.logits) logits.set(run.facts.runId, made.logits)
  }
  const { threshold, draws, seed } = settings
  const provenance = { backend: backend.name, device: backend.device, draws, seed }
  const loadLogits = async (run: object) => {
    const hash = logits.get((run as IdentifiedRun).runId)
    return hash === undefined ? null : fetchLogits(blobs, hash)
  }
  const loadChunkValues: LoadChunkValues = async (run, sizes) => {
    const { runId } = run as IdentifiedRun
    const { blobHash, fileName } = runs.find(({ facts }) => facts.runId === runId)!
    const source = await openBlobSource(blobs, blobHash, fileName)
    const representation = await openRepresentation([source], { signal })
    return computeChunkValues(representation, backend, { sizes, draws, seed, signal })
  }
  const complete = {
    title,
    runs: analyses,
    epochs: earlier,
    diverged,
    threshold,
    provenance,
    loadLogits,
    loadChunkValues,
    signal,
  }
  return { report: { ...slimReport(await reportSweep(complete)), site } }
}

interface Made {
  readonly summary: IdentifiedRun
  /** Blob of the run's logits; undefined if they are not needed, or do not exist. */
  readonly logits?: string
  /** Blobs that were not in the store before. */
  readonly blobs: readonly Blob[]
}

/** Returns a run's summary and its logits: from the store, or computed and stored. */
async function summarizeRun(
  run: ReportTaskRun,
  { threshold, draws, seed }: Settings,
  context: JobContext,
  withLogits: boolean,
): Promise<Made> {
  const { backend, blobs, signal } = context
  const { representationId } = run
  const known = run.summary ? await fetchSummary(context, run.summary) : undefined
  const knownLogits = run.logits && (await blobs.stat(run.logits)) ? run.logits : undefined
  if (known && (knownLogits || !withLogits)) return { summary: known, logits: knownLogits, blobs: [] }
  const source = await openBlobSource(blobs, run.blobHash, run.fileName)
  const representation = await openRepresentation([source], { signal })
  const made: Blob[] = []
  let [summary, logits] = [known, knownLogits]
  if (!summary) {
    const options = { seed, draws, threshold, signal, withNoise: run.withNoise }
    const facts = run.facts as IdentifiedRun
    summary = (await analyzeRun(facts, representation, backend, options)) as IdentifiedRun
    const put = await blobs.put(toStream([Buffer.from(JSON.stringify(summary))]))
    made.push({ question: run.question, representationId, ...put })
  }
  if (withLogits && !logits) {
    const computed = await computeLogits(representation, backend, signal)
    const put = computed && (await saveLogits(blobs, computed))
    if (put) made.push({ question: run.logitsQuestion, representationId, ...put })
    logits = put?.hash
  }
  return { summary, logits, blobs: made }
}

/** Fetches a stored summary; undefined if a purge has removed it meanwhile. */
async function fetchSummary({ blobs }: JobContext, hash: string): Promise<IdentifiedRun | undefined> {
  if (!(await blobs.stat(hash))) return undefined
  const chunks: Uint8Array[] = []
  for await (const chunk of blobs.read(hash)) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString()) as IdentifiedRun
}

/** Stores a run's logits: safetensors with logits.test [N, C] and labels.test [N]. */
function saveLogits(blobs: BlobStore, { rows, classes, values, labels }: RunLogits) {
  const tensors = [
    { name: 'logits.test', shape: [rows, classes], values },
    { name: 'labels.test', shape: [rows], values: labels },
  ]
  return blobs.put(toStream([...encodeSafetensors(tensors)]))
}

/** Reads the logits that saveLogits stored. */
async function fetchLogits(blobs: BlobStore, hash: string): Promise<RunLogits> {
  const { tensors } = decodeSafetensors(await buffer(blobs.read(hash)), `logits ${hash}`)
  const logits = tensors.get('logits.test')!
  const [rows, classes] = logits.shape
  const labels = tensors.get('labels.test')!.values as Int32Array
  return { rows, classes, values: logits.values as Float32Array, labels }
}
