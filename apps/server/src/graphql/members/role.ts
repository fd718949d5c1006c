import { registerEnumType } from 'type-graphql'

export const Role = { VIEWER: 'viewer', EDITOR: 'editor', ADMIN: 'admin' } as const
registerEnumType(Role, {
  name: 'Role',
  description: 'What somebody may do in a project.',
  valuesConfig: {
    VIEWER: { description: 'Read it.' },
    EDITOR: { description: 'Also write: runs, metrics, sweeps, analyses.' },
    ADMIN: { description: 'Also say who may do what, and delete for good.' },
  },
})
