import { Kind, visit, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql'

/** Size of a document, as far as its text alone shows. */
export interface Survey {
  /** Levels of the deepest field, through fragments. */
  readonly depth: number
  /** Number of fields after all fragments are expanded. */
  readonly fields: number
  /** Number of fields at the top of the operation with the most. */
  readonly rootFields: number
  readonly aliases: number
  readonly variables: number
  /** Largest number of directives on one node. */
  readonly directives: number
  /** Largest number of requests for the same response key in one place. */
  readonly repetitions: number
  readonly introspections: number
  readonly introspectionAliases: number
}

interface Extent {
  readonly depth: number
  readonly fields: number
  readonly top: number
}

const nothing: Extent = { depth: 0, fields: 0, top: 0 }

/** Surveys a document in time proportional to its text, however often fragments include each other. */
export function surveyDocument(document: DocumentNode): Survey {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node)
  const known = new Map<string, Extent>()

  function ofFragment(name: string): Extent {
    const before = known.get(name)
    if (before) return before
    const fragment = fragments.get(name)
    if (!fragment) return nothing
    // A fragment that leads back to itself adds nothing here; validation refuses it.
    known.set(name, nothing)
    const extent = of(fragment.selectionSet)
    known.set(name, extent)
    return extent
  }

  function of(set: SelectionSetNode | undefined): Extent {
    let [depth, fields, top] = [0, 0, 0]
    for (const selection of set?.selections ?? []) {
      const isField = selection.kind === Kind.FIELD
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : of(selection.selectionSet)
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0))
      fields += inner.fields + (isField ? 1 : 0)
      top += isField ? 1 : inner.top
    }
    return { depth, fields, top }
  }

  const operations = document.definitions.map((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? of(node.selectionSet) : nothing,
  )
  const all = [...operations, ...[...fragments.keys()].map(ofFragment)]
  return {
    depth: Math.max(...all.map(({ depth }) => depth)),
    fields: Math.max(...all.map(({ fields }) => fields)),
    rootFields: Math.max(...operations.map(({ top }) => top)),
    ...countNodes(document),
  }
}

function countNodes(document: DocumentNode) {
  const counts = {
    aliases: 0,
    variables: 0,
    directives: 0,
    repetitions: 0,
    introspections: 0,
    introspectionAliases: 0,
  }
  let introspecting = 0
  const isIntrospection = (name: string) => name === '__schema' || name === '__type'
  visit(document, {
    enter(node) {
      if ('directives' in node) counts.directives = Math.max(counts.directives, node.directives?.length ?? 0)
      if (node.kind === Kind.VARIABLE_DEFINITION) counts.variables++
      if (node.kind === Kind.SELECTION_SET) {
        const answers = new Map<string, number>()
        countAnswers(node, answers)
        counts.repetitions = Math.max(counts.repetitions, ...answers.values())
      }
      if (node.kind !== Kind.FIELD) return
      if (isIntrospection(node.name.value)) {
        counts.introspections++
        introspecting++
      }
      if (!node.alias) return
      counts.aliases++
      if (introspecting > 0) counts.introspectionAliases++
    },
    leave(node) {
      if (node.kind === Kind.FIELD && isIntrospection(node.name.value)) introspecting--
    },
  })
  return counts
}

/** Counts the fields of a selection set by response key, including those of inline fragments. */
function countAnswers(set: SelectionSetNode, answers: Map<string, number>): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      countAnswers(selection.selectionSet, answers)
      continue
    }
    const name =
      selection.kind === Kind.FIELD ? (selection.alias ?? selection.name).value : `...${selection.name.value}`
    answers.set(name, (answers.get(name) ?? 0) + 1)
  }
}
