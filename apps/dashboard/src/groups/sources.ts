import type { GroupsPageQuery, GroupsPartitionQuery } from '@mitoscope/schema/documents'

type Page = NonNullable<GroupsPageQuery['analysis']>
export type Layer = NonNullable<Page['representation']>

/** An analysis of the layer, as a choice. */
export type Source = Layer['analyses']['nodes'][number]

export type Owner = Pick<Page, 'project' | 'run' | 'seed'>

type PartitionAnalysis = NonNullable<GroupsPartitionQuery['analysis']>

/** The groups of a layer. */
export type Partition = Extract<
  NonNullable<PartitionAnalysis['result']>,
  { readonly __typename: 'PartitionResult' }
>

interface Chosen {
  readonly partition?: Source
  readonly matrix?: Source
}

/**
 * Chooses the partition and the matrix of a layer to show: the analysis of the address whatever its shape,
 * the one that was chosen beside it, else the newest that was drawn with the same seed, else the newest
 * there is. `seed` is that of the analysis of the address where it is none of them.
 */
export function chooseSources(
  all: readonly Source[],
  id: string,
  beside: string | null,
  seed?: number,
): Chosen {
  const asked = all.find((source) => source.id === id)
  const pick = (shape: 'PARTITION' | 'MATRIX') => {
    const fitting = all.filter(({ definition }) => definition?.shape === shape)
    const wanted = asked?.seed ?? seed
    const isSame = (source: Source) => wanted === undefined || source.seed === wanted
    return (
      fitting.find((source) => source.id === id) ??
      fitting.find((source) => source.id === beside) ??
      fitting.find((source) => source.state === 'FINISHED' && isSame(source)) ??
      fitting.find(({ state }) => state === 'FINISHED') ??
      fitting.find(({ state }) => state === 'RUNNING' || state === 'QUEUED')
    )
  }
  return { partition: pick('PARTITION'), matrix: pick('MATRIX') }
}

/** Returns the file name of a source, without its ending. */
export function nameFiles({ run }: Owner, { measure }: Pick<Source, 'measure'>): string {
  return run ? `${run.name}-${measure}` : measure
}

/** A source by its seed and the options that are not left out. */
export function nameSource({ measure, seed, options }: Source): string {
  const given = Object.entries(options as Record<string, unknown>).filter(([, value]) => value !== null)
  return [measure, ...given.map(([name, value]) => `${name} ${String(value)}`), `seed ${seed}`].join(', ')
}

/**
 * Returns the mean of what a group has in common with the others that it was compared with; null if it was
 * not compared.
 */
export function meanToOthers(
  { between, compared }: Pick<Partition, 'between' | 'compared'>,
  group: number,
): number | null {
  if (group >= compared) return null
  const own = between.slice(group * compared, (group + 1) * compared).filter((value) => value !== null)
  return own.length === 0 ? null : own.reduce((sum, value) => sum + value, 0) / own.length
}
