/** What a list does about deleted records: leave them out, show them with the others, or show nothing else. */
export type Deleted = 'exclude' | 'include' | 'only'
