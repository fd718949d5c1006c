/** What to do where a step of a series has another value already: keep that one, replace it, or write nothing at all. */
export type OnConflict = 'keep' | 'replace' | 'refuse'
