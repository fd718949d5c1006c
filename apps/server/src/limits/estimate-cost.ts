import {
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql'

type Variables = Readonly<Record<string, unknown>>

/** Entries of a page when not said, and at most; as connections have them. */
const page = { usual: 50, most: 500 }
/** Entries that a list without pages is taken to have. */
const plainList = 10

/**
 * How many values an operation's answer has at most: each field counts once for every entry of the pages it stands in.
 * Introspection has limits of its own, and what the schema does not know is left to validation.
 */
export function estimateCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables = {},
): number {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node)
  const known = new Map<string, number>()

  function ofFragment(name: string): number {
    const before = known.get(name)
    if (before !== undefined) return before
    known.set(name, 0)
    const fragment = fragments.get(name)
    const cost = fragment ? of(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value)) : 0
    known.set(name, cost)
    return cost
  }

  function of(set: SelectionSetNode, parent: GraphQLNamedType | undefined): number {
    let cost = 0
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) cost += ofFragment(selection.name.value)
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value
        cost += of(selection.selectionSet, condition ? schema.getType(condition) : parent)
      } else cost += ofField(selection, parent)
    }
    return cost
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined): number {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return 1
    const field = parent.getFields()[node.name.value]
    if (!field || !node.selectionSet) return 1
    return 1 + countEntries(node, field, variables) * of(node.selectionSet, getNamedType(field.type))
  }

  const costs = document.definitions.map((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? of(node.selectionSet, schema.getRootType(node.operation) ?? undefined)
      : 0,
  )
  return Math.max(0, ...costs)
}

function countEntries(node: FieldNode, field: GraphQLField<unknown, unknown>, variables: Variables): number {
  const value = (name: string) => readArgument(node, name, variables)
  if (field.args.some(({ name }) => name === 'first')) {
    const asked = value('first') ?? value('last')
    return typeof asked === 'number' ? Math.min(Math.max(asked, 1), page.most) : page.usual
  }
  // The lists inside a page are as long as the page, which counted already.
  if (field.name === 'edges' || field.name === 'nodes') {
    const ids = value('ids')
    return Array.isArray(ids) ? Math.min(ids.length, page.most) : 1
  }
  return isList(field.type) ? plainList : 1
}

function readArgument(node: FieldNode, name: string, variables: Variables): unknown {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value]
  if (value?.kind === Kind.INT) return Number(value.value)
  return value?.kind === Kind.LIST ? value.values : undefined
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type)
}
