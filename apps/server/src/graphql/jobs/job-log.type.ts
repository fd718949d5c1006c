import type { JobLogLine as LineRecord, Page } from '@mitoscope/lab'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Field, ObjectType } from 'type-graphql'
import { createConnection } from '../connection.ts'

@ObjectType('JobLogLine', { description: 'A line for people about a job.' })
export class JobLogLine {
  @Field(() => GraphQLDateTimeISO, { description: 'When it was written.' })
  readonly at!: Date
  @Field(() => String, { description: 'What it says.' })
  readonly message!: string
}

export const JobLogConnection = createConnection('JobLogLine', () => JobLogLine)

export function toJobLog(page: Page<LineRecord>) {
  return new JobLogConnection(page as Page<JobLogLine>)
}
