import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { listSizes, page, points, usualList } from './list-sizes.ts'

type Variables = Readonly<Record<string, unknown>>

/** Numbers of points and ids that the fields around a list request. */
interface Scope {
  readonly points: number
  readonly ids: number
}

/** Plain values of a list that cost as much as one object. */
const valuesPerObject = 20

/**
 * Estimates the objects that an answer could hold, the sizes of nested lists multiplied; 20 plain values
 * count as one object. Introspection has separate limits, validation rejects fields that the schema does not
 * know, and meter-answers.ts counts the actual objects.
 */
export function estimateCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables = {},
): number {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node)
  const costs = document.definitions.map((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? estimateOperation(schema, fragments, node, { ...defaultsOf(node), ...withoutMissing(variables) })
      : 0,
  )
  return Math.max(0, ...costs)
}

function estimateOperation(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const known = new Map<string, number>()

  function ofFragment(name: string, scope: Scope): number {
    const key = `${name} ${scope.points} ${scope.ids}`
    const before = known.get(key)
    if (before !== undefined) return before
    known.set(key, 0)
    const fragment = fragments.get(name)
    const cost = fragment
      ? of(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value), scope)
      : 0
    known.set(key, cost)
    return cost
  }

  function of(set: SelectionSetNode, parent: GraphQLNamedType | undefined, scope: Scope): number {
    let cost = 0
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) cost += ofFragment(selection.name.value, scope)
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value
        cost += of(selection.selectionSet, condition ? schema.getType(condition) : parent, scope)
      } else cost += ofField(selection, parent, scope)
    }
    return cost
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined, around: Scope): number {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return 0
    const field = parent.getFields()[node.name.value]
    if (!field) return 0
    const asked = evaluateArguments(node, field, variables)
    const scope = scopeOf(`${parent.name}.${field.name}`, asked, around)
    const entries = countEntries(parent.name, field, asked, scope)
    const type = getNamedType(field.type)
    if (!isCompositeType(type)) return (entries ?? 0) / valuesPerObject
    const inner = node.selectionSet ? of(node.selectionSet, type, scope) : 0
    return entries === undefined ? inner : entries * (1 + inner)
  }

  const root = schema.getRootType(operation.operation) ?? undefined
  return of(operation.selectionSet, root, { points: usualList, ids: usualList })
}

/** Returns the default values of an operation's variables. */
function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Variables {
  const given = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  )
  return Object.fromEntries(given)
}

function withoutMissing(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined))
}

function evaluateArguments(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variables: Variables,
): Variables {
  const given = new Map(node.arguments?.map(({ name, value }) => [name.value, value]))
  const read = field.args.map(({ name, defaultValue }) => {
    const value = given.get(name)
    return [name, (value && valueFromASTUntyped(value, variables as never)) ?? defaultValue] as const
  })
  return Object.fromEntries(read)
}

function scopeOf(name: string, asked: Variables, around: Scope): Scope {
  const usual = points.usual[name]
  const ids = [asked.ids, asked.runIds, (asked.input as Variables | undefined)?.runIds].find(Array.isArray)
  return {
    points: usual === undefined ? around.points : clamp(asked.points ?? asked.first, usual, points.most),
    ids: ids ? Math.min(ids.length, page.most) : around.ids,
  }
}

/** Returns the number of entries of the list or page that a field requests; undefined for other fields. */
function countEntries(
  parent: string,
  field: GraphQLField<unknown, unknown>,
  asked: Variables,
  scope: Scope,
): number | undefined {
  const name = `${parent}.${field.name}`
  if (points.usual[name] !== undefined) return undefined
  if (field.args.some((argument) => argument.name === 'first'))
    return clamp(asked.first ?? asked.last, page.usual, page.most)
  // A page's entries are counted where the page is asked for.
  if (!isListType(getNullableType(field.type)) || parent.endsWith('Connection')) return undefined
  if (Array.isArray(asked.ids)) return scope.ids
  if (Array.isArray(asked.names)) return asked.names.length
  const size = listSizes[name] ?? usualList
  if (size === 'buckets') return Math.floor(scope.points / 2)
  return typeof size === 'number' ? size : scope[size]
}

function clamp(asked: unknown, usual: number, most: number): number {
  return typeof asked === 'number' ? Math.min(Math.max(asked, 0), most) : usual
}
