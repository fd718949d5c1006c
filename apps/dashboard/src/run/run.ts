import type { RunPageQuery } from '@mitoscope/schema/documents'

/** A run as its page reads it. */
export type Run = NonNullable<RunPageQuery['run']>

/** Measure that can be computed of a run. */
export type Measure = RunPageQuery['measures'][number]
