/** Treatment of a step of a series that has another value already: keep that one, replace it, or write nothing at all. */
export type OnConflict = 'keep' | 'replace' | 'refuse'
