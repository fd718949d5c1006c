import { LabError } from '@mitoscope/lab'
import {
  defaultFieldResolver,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql'
import { WrongId } from './global-id.ts'
import { scalarChecks, type Check } from './scalar-checks.ts'

type Arguments = Readonly<Record<string, unknown>>

/**
 * Makes every field reject arguments that cannot be valid, before it is resolved: ids of no record, text and
 * times that the database cannot store, pages that contradict themselves. The error names the argument and
 * the remedy. Returns the same schema.
 */
export function checkArguments(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) if (field.args.length > 0) guard(field)
  }
  return schema
}

function guard(field: GraphQLField<unknown, unknown>): void {
  const check = checkOf(field.args)
  const { resolve = defaultFieldResolver, subscribe } = field
  field.resolve = (source, args: Arguments, context, info) => {
    check(args)
    return nameArgument(args, () => resolve(source, args, context, info))
  }
  if (subscribe)
    field.subscribe = (source, args: Arguments, context, info) => {
      check(args)
      return nameArgument(args, () => subscribe(source, args, context, info))
    }
}

function checkOf(args: readonly GraphQLArgument[]): (given: Arguments) => void {
  const checks = args.map(({ name, type }) => [name, compile(type)] as const)
  return (given) => {
    checkPage(given)
    for (const [name, check] of checks) check?.(given[name], name)
  }
}

/**
 * Throws BAD_USER_INPUT if first, last or points is negative, or if first and last are both given. Sizes
 * above the maximum pass: they are clamped later, as their descriptions say.
 */
function checkPage(given: Arguments): void {
  for (const name of ['first', 'last', 'points']) {
    const size = given[name]
    if (typeof size === 'number' && size < 0)
      throw new LabError('BAD_USER_INPUT', `${name} must be an integer from 0; got ${size}.`)
  }
  if (typeof given.first === 'number' && typeof given.last === 'number')
    throw new LabError(
      'BAD_USER_INPUT',
      `first (${given.first}) and last (${given.last}) cannot be combined. Give one of the two.`,
    )
}

/** Returns the check of a type's values; undefined if every value passes. */
function compile(type: GraphQLInputType): Check | undefined {
  const nullable = getNullableType(type)
  if (isListType(nullable)) {
    const each = compile(nullable.ofType as GraphQLInputType)
    if (!each) return undefined
    return (value, path) => {
      if (Array.isArray(value)) for (const [i, entry] of value.entries()) each(entry, `${path}[${i}]`)
    }
  }
  if (!isInputObjectType(nullable)) return scalarChecks[nullable.name]
  // Fields are looked at when they are needed: filters are made of filters.
  let fields: readonly (readonly [string, Check | undefined])[] | undefined
  return (value, path) => {
    if (typeof value !== 'object' || value === null) return
    fields ??= Object.values(nullable.getFields()).map((field) => [field.name, compile(field.type)] as const)
    for (const [name, check] of fields) {
      const given = (value as Arguments)[name]
      if (check && given !== null && given !== undefined) check(given, `${path}.${name}`)
    }
  }
}

/** Puts the argument's name before an error about an id of another type. */
function nameArgument<T>(args: Arguments, answer: () => T): T {
  const rename = (error: unknown): never => {
    if (!(error instanceof WrongId)) throw error
    throw new LabError(error.code, `${findPath(args, error.globalId) ?? 'id'}: ${error.message}`)
  }
  try {
    const result = answer()
    return result instanceof Promise ? (result.catch(rename) as T) : result
  } catch (error) {
    return rename(error)
  }
}

function findPath(given: unknown, wanted: string, path = ''): string | undefined {
  if (given === wanted) return path
  if (typeof given !== 'object' || given === null) return undefined
  for (const [name, value] of Object.entries(given)) {
    const inner = Array.isArray(given) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`
    const found = findPath(value, wanted, inner)
    if (found !== undefined) return found
  }
  return undefined
}
