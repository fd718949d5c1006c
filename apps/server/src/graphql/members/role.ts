import { registerEnumType } from 'type-graphql'

export const Role = { VIEWER: 'viewer', EDITOR: 'editor', ADMIN: 'admin' } as const
registerEnumType(Role, {
  name: 'Role',
  description: 'Role of a user in a project; each role includes the rights of the previous one.',
  valuesConfig: {
    VIEWER: { description: 'Can read the project.' },
    EDITOR: { description: 'Can also write runs, metrics, sweeps and analyses.' },
    ADMIN: { description: 'Can also manage members and change or delete the project.' },
  },
})
