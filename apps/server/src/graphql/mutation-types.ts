import { Field, ID, InputType, ObjectType, type ClassType } from 'type-graphql'

/** Input of a mutation that takes only the id of its object. */
export interface ById {
  readonly id: string
}

/** Creates the payload of a mutation that returns one object or list, in the field `field`. */
export function createPayload<T extends ClassType>(
  mutation: string,
  field: string,
  type: () => T | [T],
  description: string,
) {
  @ObjectType(`${mutation}Payload`, {
    description: `Result of ${mutation[0].toLowerCase()}${mutation.slice(1)}.`,
  })
  class Payload {}
  Field(type, { description })(Payload.prototype, field)
  return Payload
}

/** Creates the input of a mutation that takes only the id of its object; its verb is the mutation's first word. */
export function createIdInput(mutation: string, noun: string): ClassType<ById> {
  const [verb] = mutation.match(/^[A-Z][a-z]+/)!
  @InputType(`${mutation}Input`, {
    description: `${noun[0].toUpperCase()}${noun.slice(1)} to ${verb.toLowerCase()}.`,
  })
  class Input implements ById {
    @Field(() => ID, { description: `Global ID of the ${noun}.` })
    readonly id!: string
  }
  return Input
}
