import type { JobLogLine as LineRecord, Page } from '@mitoscope/lab'
import { Field, ObjectType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import { createConnection } from '../connection.ts'

@ObjectType('JobLogLine', { description: 'Human-readable line in the log of a job.' })
export class JobLogLine {
  @Field(() => DateTime, { description: 'Time at which the line was written.' })
  readonly at!: Date
  @Field(() => String, { description: 'Text of the line.' })
  readonly message!: string
}

export const JobLogConnection = createConnection('JobLogLine', () => JobLogLine)

export function toJobLog(page: Page<LineRecord>) {
  return new JobLogConnection(page as Page<JobLogLine>)
}
