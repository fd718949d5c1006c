import { isExactNumber } from '@mitoscope/lab'
import { GraphQLError, Kind, visit, type ASTNode, type DocumentNode } from 'graphql'
import { inexactNumber } from './refuse-inexact.ts'

/** Rejects inexact numbers, as refuseInexact does, in the document itself. */
export function refuseInexactLiterals(document: DocumentNode): void {
  const check = (written: string, ancestors: readonly (ASTNode | readonly ASTNode[])[]) => {
    if (isExactNumber(written)) return
    throw new GraphQLError(inexactNumber(written, describe(ancestors)).message, {
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
    })
  }
  visit(document, {
    IntValue: ({ value }, _, parent, __, ancestors) => check(value, [...ancestors, parent!]),
    FloatValue: ({ value }, _, parent, __, ancestors) => check(value, [...ancestors, parent!]),
  })
}

/** Returns the path of a value, for example "input.config.seed", from the nodes around it. */
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
