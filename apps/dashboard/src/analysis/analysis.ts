import type { AnalysisPageQuery, AnalysisResultPartsFragment } from '@mitoscope/schema/documents'

/** An analysis as its page reads it. */
export type Analysis = NonNullable<AnalysisPageQuery['analysis']>

/** Result of an analysis, by its shape. */
export type AnalysisResult = AnalysisResultPartsFragment

/** One number with its interval. */
export type Interval = Analysis['scalars'][number]
