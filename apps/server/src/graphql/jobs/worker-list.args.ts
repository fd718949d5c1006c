import type { FieldOrder, ListWorkers, WorkerOrderField } from '@mitoscope/lab'
import { ArgsType, Field } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import { createOrder } from '../order.input.ts'
import { Worker } from './worker.type.ts'

const WorkerOrder = createOrder<WorkerOrderField>('Worker', 'workers', {
  host: 'Host name of the machine.',
  device: 'Device of the worker.',
  startedAt: 'Time at which the worker started.',
})

export const WorkerConnection = createConnection('Worker', () => Worker)

@ArgsType()
export class WorkerListArgs extends PageArgs implements ListWorkers {
  @Field(() => [WorkerOrder], {
    nullable: true,
    description: 'Order of the workers; by machine and device if omitted.',
  })
  readonly orderBy?: FieldOrder<WorkerOrderField>[] | null
}
