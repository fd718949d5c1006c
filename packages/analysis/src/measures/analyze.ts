import type { Backend } from '@mitoscope/tensor/compute'
import { BadInput } from '@mitoscope/formats'
import type { Representation, Warning } from '../representation/representation.ts'
import type { Analysis, MeasureResult } from '../results/analysis.ts'
import { Context, warn, type ContextOptions } from '../computations/context.ts'
import type { Measure, MeasureInfo, Need } from './measure.ts'
import { measures } from './measures.ts'
import { BadOption, readOptions } from './option.ts'
import { noiseFloor } from '../statistics/noise-floor.ts'

export interface AnalyzeOptions extends ContextOptions {
  /** Ids of measures with their options; every measure with its defaults when left out. */
  readonly measures?: readonly MeasureRequest[]
}

export interface MeasureRequest {
  readonly id: string
  readonly options?: Readonly<Record<string, unknown>>
  /** Leave it out with a warning, rather than refuse, where the input lacks what it needs. */
  readonly optional?: boolean
}

/**
 * Runs measures on a representation. Where the input lacks what a measure needs, an optional one is left out with a
 * warning and any other is a BadInput.
 */
export async function analyze(
  representation: Representation,
  backend: Backend,
  options: AnalyzeOptions,
): Promise<Analysis> {
  const context = new Context(representation, backend, options)
  const warnings: Warning[] = [...representation.warnings]
  const results: MeasureResult[] = []
  const asked: readonly MeasureRequest[] =
    options.measures ?? measures.map(({ id }) => ({ id, optional: true }))
  const jobs = asked.map((job) => {
    const measure = findMeasure(job.id)
    return { measure, optional: job.optional, options: readOptions(measure.options, job.options ?? {}) }
  })
  for (const { measure, optional, options: values } of jobs) {
    const missing = measure.needs.filter((need) => !has(representation, need))
    if (missing.length > 0) {
      if (!optional) {
        const { file } = representation.test.features
        throw new BadInput(
          file,
          missing[0],
          `is missing and the measure ${measure.id} needs it`,
          `Add that tensor. ${(await representation.contents?.()) ?? ''}`.trim(),
        )
      }
      const message = `${measure.title}: left out, because the input lacks ${missing.join(', ')}.`
      warnings.push({ ...warn('MEASURE_LEFT_OUT', message), measure: measure.id })
      continue
    }
    context.signal?.throwIfAborted()
    const outcome = await measure.run(context, values)
    const { id, version, title, summary } = measure
    warnings.push(...outcome.warnings.map((warning) => ({ ...warning, measure: id })))
    results.push({
      measure: id,
      version,
      title,
      definition: summary,
      options: values,
      result: outcome.result,
      provenance: {
        inputHash: representation.inputHash,
        backend: backend.name,
        device: backend.device,
        kernels: backend.kernels.kind,
        precision: outcome.precision,
        resolution: outcome.resolution,
        seed: context.seed,
        draws: outcome.draws,
      },
      warnings: outcome.warnings,
    })
  }
  return {
    width: representation.width,
    ...(representation.site && { site: representation.site }),
    chunkSizes: context.sizes,
    noiseFloor: noiseFloor(representation.test.features.rows),
    draws: collectDraws(results),
    rows: { test: representation.test.features.rows, train: representation.train?.features.rows ?? null },
    classes: representation.readout?.classes ?? null,
    inputHash: representation.inputHash,
    measures: results,
    warnings,
  }
}

/** Lists the measures with their options. */
export function listMeasures(): readonly MeasureInfo[] {
  return measures.map(({ run: _, namesDraws: __, ...info }) => info)
}

function findMeasure(id: string): Measure {
  const measure = measures.find((candidate) => candidate.id === id)
  if (measure) return measure
  throw new BadOption('measure', id, 'is not known', `Known are: ${measures.map((m) => m.id).join(', ')}.`)
}

function has(representation: Representation, need: Need): boolean {
  switch (need) {
    case 'labels.test':
      return representation.test.labels !== undefined
    case 'features.train':
      return representation.train !== undefined
    case 'labels.train':
      return representation.train?.labels !== undefined
    case 'readout':
      return representation.readout !== undefined
  }
}

function collectDraws(results: readonly MeasureResult[]): Analysis['draws'] {
  const draws: Record<string, readonly (readonly (number | null)[])[]> = {}
  for (const { measure, result } of results) {
    if (result.shape !== 'curves' || !findMeasure(measure).namesDraws) continue
    for (const curve of result.curves) draws[curve.id] = curve.draws
  }
  return draws
}
