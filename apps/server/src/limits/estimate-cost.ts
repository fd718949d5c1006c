import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql'

type Variables = Readonly<Record<string, unknown>>

/** Entries that a page is taken to have when its size is not said, and the most that it can have. */
const page = { usual: 20, most: 500 }

/**
 * How many objects the pages of an answer could hold, those within each other multiplied. Introspection has limits of
 * its own, what the schema does not know is left to validation, and what there really is counts limit-entries.ts.
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
    if (!isObjectType(parent) && !isInterfaceType(parent)) return 0
    const field = parent.getFields()[node.name.value]
    if (!field || !node.selectionSet) return 0
    const entries = countEntries(node, field, variables)
    const inner = of(node.selectionSet, getNamedType(field.type))
    return entries === undefined ? inner : entries * (1 + inner)
  }

  const costs = document.definitions.map((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? of(node.selectionSet, schema.getRootType(node.operation) ?? undefined)
      : 0,
  )
  return Math.max(0, ...costs)
}

/** Entries of the page that a field asks for; undefined for what is no page. */
function countEntries(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variables: Variables,
): number | undefined {
  const value = (name: string) => readArgument(node, name, variables)
  if (field.args.some(({ name }) => name === 'first')) {
    const asked = value('first') ?? value('last')
    return typeof asked === 'number' ? Math.min(Math.max(asked, 0), page.most) : page.usual
  }
  const ids = value('ids')
  return Array.isArray(ids) ? Math.min(ids.length, page.most) : undefined
}

function readArgument(node: FieldNode, name: string, variables: Variables): unknown {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value]
  if (value?.kind === Kind.INT) return Number(value.value)
  return value?.kind === Kind.LIST ? value.values : undefined
}
