import { registerEnumType } from 'type-graphql'

/** Scopes by the highest role that they allow. */
export const TokenScope = { READ: 'viewer', WRITE: 'editor', ADMIN: 'admin' } as const
registerEnumType(TokenScope, {
  name: 'TokenScope',
  description: 'The most that a token allows, whatever the roles of its owner.',
  valuesConfig: {
    READ: { description: 'To read.' },
    WRITE: { description: 'Also to write: runs, metrics, sweeps, analyses.' },
    ADMIN: { description: 'Everything that its owner may.' },
  },
})
