/** Treatment of a step that has another value already: keep that value, replace it, or write nothing at all. */
export type OnConflict = 'keep' | 'replace' | 'refuse'
