import type { RunPageQuery } from '@mitoscope/schema/documents'

/** A run as its page reads it. */
export type Run = NonNullable<RunPageQuery['run']>

/** What can be computed of it, as a choice. */
export type Measure = RunPageQuery['measures'][number]
