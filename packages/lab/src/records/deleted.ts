/** Treatment of deleted records in a list: leave them out, include them, or list only them. */
export type Deleted = 'exclude' | 'include' | 'only'
