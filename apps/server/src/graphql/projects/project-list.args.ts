import type { ListProjects, FieldOrder, ProjectOrderField } from '@mitoscope/lab'
import { ArgsType, Field, InputType } from 'type-graphql'
import { createOrder } from '../order.input.ts'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted, TextFilter, TimeFilter } from '../filters.inputs.ts'
import { Project } from './project.type.ts'

const ProjectOrder = createOrder<ProjectOrderField>('Project', 'projects', {
  name: 'Name of the project, ignoring case.',
  createdAt: 'Time of creation.',
  updatedAt: 'Time of the last change.',
})

@InputType({
  description: 'Filter of projects; all given conditions must hold. At most 200 conditions are accepted.',
})
class ProjectFilter {
  @Field(() => [ProjectFilter], { nullable: true, description: 'Filters that must all match.' })
  readonly AND?: ProjectFilter[] | null
  @Field(() => [ProjectFilter], { nullable: true, description: 'Filters of which at least one must match.' })
  readonly OR?: ProjectFilter[] | null
  @Field(() => [ProjectFilter], { nullable: true, description: 'Filters of which none may match.' })
  readonly NOT?: ProjectFilter[] | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on the name of the project.' })
  readonly name?: TextFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'Conditions on the time of creation.' })
  readonly createdAt?: TimeFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'Conditions on the time of the last change.' })
  readonly updatedAt?: TimeFilter | null
}

export const ProjectConnection = createConnection('Project', () => Project)

@ArgsType()
export class ProjectListArgs extends PageArgs implements ListProjects {
  @Field(() => ProjectFilter, {
    nullable: true,
    description: 'Filter of the projects; all projects if omitted.',
  })
  readonly filter?: ProjectFilter | null
  @Field(() => [ProjectOrder], { nullable: true, description: 'Order of the projects; by name if omitted.' })
  readonly orderBy?: FieldOrder<ProjectOrderField>[] | null
  @Field(() => Deleted, {
    defaultValue: 'exclude',
    description: 'Selects whether soft-deleted projects are excluded, included or listed alone.',
  })
  readonly deleted!: (typeof Deleted)[keyof typeof Deleted]
}
