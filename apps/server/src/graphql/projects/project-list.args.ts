import type { PageProjects, ProjectOrderField as Field_ } from '@mitoscope/lab'
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted, Direction, TextFilter } from '../filters.inputs.ts'
import { Project } from './project.type.ts'

const ProjectOrderField = {
  NAME: 'name',
  CREATED_AT: 'createdAt',
  UPDATED_AT: 'updatedAt',
} as const satisfies Record<string, Field_>
registerEnumType(ProjectOrderField, {
  name: 'ProjectOrderField',
  description: 'What projects can be ordered by.',
  valuesConfig: {
    NAME: { description: 'Their names, capitals as small letters.' },
    CREATED_AT: { description: 'When they were made.' },
    UPDATED_AT: { description: 'When they were last changed.' },
  },
})

@InputType({ description: 'An order of projects.' })
class ProjectOrder {
  @Field(() => ProjectOrderField, { description: 'By what.' })
  readonly field!: Field_
  @Field(() => Direction, { defaultValue: 'asc', description: 'Which comes first.' })
  readonly direction!: 'asc' | 'desc'
}

@InputType({ description: 'Which projects: everything given holds.' })
class ProjectFilter {
  @Field(() => TextFilter, { nullable: true, description: 'The name.' })
  readonly name?: TextFilter | null
}

export const ProjectConnection = createConnection('Project', () => Project)

@ArgsType()
export class ProjectListArgs extends PageArgs implements PageProjects {
  @Field(() => ProjectFilter, { nullable: true, description: 'Which projects.' })
  readonly filter?: ProjectFilter | null
  @Field(() => ProjectOrder, { nullable: true, description: 'In which order; by name when not given.' })
  readonly orderBy?: ProjectOrder | null
  @Field(() => Deleted, { defaultValue: 'exclude', description: 'Whether deleted ones are among them.' })
  readonly deleted!: (typeof Deleted)[keyof typeof Deleted]
}
