import { badInput, describePlaces, findInexactNumbers, isExactNumber } from '@mitoscope/lab'
import { GraphQLError, Kind, visit, type ASTNode, type DocumentNode } from 'graphql'

/** Pattern of the paths of metric values. */
const measured = /(^|\.)(value|values\[\d*\])$/

/**
 * Throws BAD_USER_INPUT if a JSON text holds a number that JSON.parse changes, because the change is
 * invisible later. The error leaves out the `outer` first places of the path: in a body, the name of the
 * field "variables".
 */
export function rejectInexact(text: string, outer = 1): void {
  for (const { written, places } of findInexactNumbers(text))
    throw inexactNumber(written, describePlaces(places.slice(outer)) || 'body')
}

/** Returns the error for a number that JSON.parse would change, with a remedy for that place. */
function inexactNumber(written: string, path: string): Error {
  const short = written.length > 50 ? `${written.slice(0, 50)}…` : written
  return badInput(
    path,
    `${short} cannot be stored exactly`,
    measured.test(path)
      ? 'Metrics are 64-bit floating-point numbers: send the nearest one, or null for a value that is not finite'
      : 'Send it as a string where JSON is taken, as in config; elsewhere send a number that a 64-bit floating-point number holds',
  )
}

/** Rejects inexact numbers, as rejectInexact does, in the document itself. */
export function rejectInexactLiterals(document: DocumentNode): void {
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
