import type { QueryCase } from './case.ts'
import { callers, type Caller } from './world.ts'

const signedIn: readonly Caller[] = callers.filter(
  (caller) => !['nobody', 'expiredToken', 'revokedToken'].includes(caller),
)

/** Every field of Query. */
export const queries: Readonly<Record<string, QueryCase>> = {
  viewer: {
    query: '{ viewer { mode name scope siteAdmin user { id email } token { id prefix } } }',
    shows: ({ viewer }) => viewer.mode === 'TEAM' && viewer.user !== null,
    to: signedIn,
  },
  users: {
    query: '{ users { nodes { name } totalCount } }',
    shows: ({ users }) => users.nodes.some(({ name }: { name: string }) => name === 'viewer'),
    to: ['viewer', 'editor', 'admin', 'adminReading', 'adminWriting', 'siteAdmin'],
  },
  apiTokens: {
    query: '{ apiTokens { name prefix scope lastUsedAt expiresAt } }',
    shows: ({ apiTokens }) => apiTokens.some(({ scope }: { scope: string }) => scope === 'WRITE'),
    to: ['admin', 'adminReading', 'adminWriting'],
  },
  auditTrail: {
    query:
      'query ($where: AuditEventFilter) { auditTrail(where: $where) { nodes { action actor } totalCount } }',
    variables: ({ project }) => ({ where: { projectId: project, action: 'createProject' } }),
    shows: ({ auditTrail }) => auditTrail.nodes.length === 1 && auditTrail.totalCount === 1,
    to: ['admin', 'siteAdmin'],
  },
  node: {
    query: 'query ($id: ID!) { node(id: $id) { id ... on Project { name members { role user { name } } } } }',
    variables: ({ project }) => ({ id: project }),
    shows: ({ node }) => node?.name === 'shared' && node.members.length === 3,
  },
  nodes: {
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: ({ project }) => ({ ids: [project] }),
    shows: ({ nodes }) => nodes[0] !== null,
  },
  projects: {
    query: '{ projects { nodes { name } } }',
    shows: ({ projects }) => JSON.stringify(projects).includes('"shared"'),
  },
}
