import type { ListProjects, ProjectOrderField as Field_ } from '@mitoscope/lab'
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted, Direction, TextFilter, TimeFilter } from '../filters.inputs.ts'
import { Project } from './project.type.ts'

const ProjectOrderField = {
  NAME: 'name',
  CREATED_AT: 'createdAt',
  UPDATED_AT: 'updatedAt',
} as const satisfies Record<string, Field_>
registerEnumType(ProjectOrderField, {
  name: 'ProjectOrderField',
  description: 'Fields that projects can be ordered by.',
  valuesConfig: {
    NAME: { description: 'Name of the project, ignoring case.' },
    CREATED_AT: { description: 'Time of creation.' },
    UPDATED_AT: { description: 'Time of the last change.' },
  },
})

@InputType({ description: 'Order of a list of projects.' })
class ProjectOrder {
  @Field(() => ProjectOrderField, { description: 'Field to order by.' })
  readonly field!: Field_
  @Field(() => Direction, {
    defaultValue: 'asc',
    description: 'Direction of the order; ASC puts the lowest value first.',
  })
  readonly direction!: 'asc' | 'desc'
}

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
  @Field(() => ProjectOrder, { nullable: true, description: 'Order of the projects; by name if omitted.' })
  readonly orderBy?: ProjectOrder | null
  @Field(() => Deleted, {
    defaultValue: 'exclude',
    description: 'Selects whether soft-deleted projects are excluded, included or listed alone.',
  })
  readonly deleted!: (typeof Deleted)[keyof typeof Deleted]
}
