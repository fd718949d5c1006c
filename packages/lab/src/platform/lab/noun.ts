import type { RawBuilder } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { JobKindName } from '../queue/job.ts'

/**
 * Description of a kind of record, by which events, the bin, purges, jobs and messages know it. A new noun is such an
 * object beside what finds its records, and a line in work/kinds/nouns.ts. A lab is opened with all of them: whatever
 * needs the list takes it from there, so that a noun may stand beside its commands.
 */
export interface Noun {
  /** Table of the records, and the kind of their events. */
  readonly table: keyof Tables
  /** Meaning of a record, in a few words that begin with a capital. */
  readonly description: string
  /** Words that name a record in messages, where its id follows; the last one is the shortest. */
  readonly words: readonly string[]
  /** Plural of the last of the words, if it is not with an s. */
  readonly plural?: string
  /** Columns with the ids of the training runs that a record belongs to, the first one first. */
  readonly runs?: readonly string[]
  /** Entry of a deleted record in the bin; absent if records are not deleted by themselves. */
  readonly bin?: {
    /** Name of the record, an expression on its table. */
    readonly name: RawBuilder<unknown>
    /** Id of its model where no run tells it. */
    readonly model?: RawBuilder<unknown>
  }
  /** The jobs whose subject is such a record. */
  readonly job?: {
    readonly kind: JobKindName
    readonly description: string
    /** Words for one such job and for many. */
    readonly words: readonly [one: string, many: string]
    /** Sentence for its work on a subject that is not known: "Train a run". */
    readonly action: string
  }
}

/** Noun with a job. */
export type JobNoun = Noun & Required<Pick<Noun, 'job'>>

/** Returns those of the nouns that have a job. */
export function withJobs(nouns: readonly Noun[]): readonly JobNoun[] {
  return nouns.filter((noun): noun is JobNoun => noun.job !== undefined)
}
