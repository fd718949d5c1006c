import { GraphQLError, Kind, visit, type ASTNode, type DocumentNode } from 'graphql'
import { isExact } from './refuse-inexact.ts'

/** Values of metrics are floating-point numbers, whatever they are written as. */
const measured = /\.(value|values\[\])$/

/** Refuses inexact numbers, as refuseInexact does, that are written in the document itself. */
export function refuseInexactLiterals(document: DocumentNode): void {
  const check = (written: string, ancestors: readonly (ASTNode | readonly ASTNode[])[]) => {
    if (isExact(written)) return
    const path = describe(ancestors)
    if (measured.test(path)) return
    throw new GraphQLError(`${path}: ${written.slice(0, 50)} cannot be kept exactly. Send it as a string.`, {
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
    })
  }
  visit(document, {
    IntValue: ({ value }, _, parent, __, ancestors) => check(value, [...ancestors, parent!]),
    FloatValue: ({ value }, _, parent, __, ancestors) => check(value, [...ancestors, parent!]),
  })
}

/** "input.config.seed" of a value, by the nodes around it. */
function describe(ancestors: readonly (ASTNode | readonly ASTNode[])[]): string {
  let path = ''
  for (const node of ancestors) {
    if (!('kind' in node)) continue
    if (node.kind === Kind.ARGUMENT) path = node.name.value
    else if (node.kind === Kind.OBJECT_FIELD) path += `.${node.name.value}`
    else if (node.kind === Kind.LIST) path += '[]'
    else if (node.kind === Kind.VARIABLE_DEFINITION) path = node.variable.name.value
  }
  return path
}
