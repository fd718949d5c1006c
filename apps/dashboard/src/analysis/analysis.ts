import type { AnalysisPageQuery, AnalysisResultPartsFragment } from '@mitoscope/schema/documents'

/** An analysis as its page reads it. */
export type Analysis = NonNullable<AnalysisPageQuery['analysis']>

/** What an analysis found, in its shape. */
export type AnalysisResult = AnalysisResultPartsFragment

/** One number with its interval. */
export type Interval = Analysis['scalars'][number]
