import { registerEnumType } from 'type-graphql'

/** Scopes of tokens, each with the highest role that it allows. */
export const TokenScope = { READ: 'viewer', WRITE: 'editor', ADMIN: 'admin' } as const
registerEnumType(TokenScope, {
  name: 'TokenScope',
  description: 'Upper limit of the permissions of a token, whatever the roles of its owner.',
  valuesConfig: {
    READ: { description: 'Allows reading only.' },
    WRITE: { description: 'Allows reading and writing runs, metrics, sweeps and analyses.' },
    ADMIN: { description: 'Allows all that the owner may do.' },
  },
})
