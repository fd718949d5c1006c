import type { FieldOrder } from '@mitoscope/lab'
import { Field, InputType, registerEnumType, type ClassType } from 'type-graphql'
import { Direction } from './filters.inputs.ts'
import { constantCase } from './global-id.ts'

/** Descriptions of the fields that a list can be ordered by. */
type FieldDescriptions<F extends string> = Readonly<Record<F, string>>

/** Creates the enum NOUNOrderField of the fields that a list can be ordered by. */
export function createOrderField<F extends string>(
  noun: string,
  plural: string,
  fields: FieldDescriptions<F>,
): Readonly<Record<string, F>> {
  const named = Object.keys(fields).map((field) => [constantCase(field), field as F])
  const values = Object.fromEntries(named) as Record<string, F>
  registerEnumType(values, {
    name: `${noun}OrderField`,
    description: `Fields that ${plural} can be ordered by.`,
    valuesConfig: Object.fromEntries(
      named.map(([name, field]) => [name, { description: fields[field as F] }]),
    ),
  })
  return values
}

/** Creates the input NOUNOrder, one key of an order: a field with its direction. */
export function createOrder<F extends string>(
  noun: string,
  plural: string,
  fields: FieldDescriptions<F>,
): ClassType<FieldOrder<F>> {
  const OrderField = createOrderField(noun, plural, fields)
  @InputType(`${noun}Order`, {
    description: `One order key of ${plural}. Later keys order what earlier keys leave equal.`,
  })
  class Order implements FieldOrder<F> {
    @Field(() => OrderField, { description: 'Field to order by.' })
    readonly field!: F
    @Field(() => Direction, {
      defaultValue: 'asc',
      description: 'Direction of the order; ASC puts the lowest value first.',
    })
    readonly direction!: 'asc' | 'desc'
  }
  return Order
}
