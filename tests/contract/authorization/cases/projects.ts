import type { Cases } from '../case.ts'
import { fresh, makeProject } from '../makers.ts'

/** Projects, and whatever has a global ID. */
export const cases: Cases = {
  queries: {
    node: {
      query:
        'query ($id: ID!) { node(id: $id) { id ... on Project { name members { role user { name } } } } }',
      variables: ({ project }) => ({ id: project }),
      shows: ({ node }) => node?.name === 'shared' && node.members.length === 3,
    },
    nodes: {
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: ({ project }) => ({ ids: [project] }),
      shows: ({ nodes }) => nodes[0] !== null,
    },
    project: {
      query: 'query ($id: ID!) { project(id: $id) { name } }',
      variables: ({ project }) => ({ id: project }),
      shows: ({ project }) => project !== null,
    },
    projects: {
      query: '{ projects { nodes { name } } }',
      shows: ({ projects }) => JSON.stringify(projects).includes('"shared"'),
    },
  },
  mutations: {
    createProject: {
      needs: 'siteAdmin',
      query: 'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
      variables: () => ({ input: { name: fresh('project') } }),
    },
    updateProject: {
      needs: 'admin',
      query: 'mutation ($input: UpdateProjectInput!) { updateProject(input: $input) { project { id } } }',
      variables: ({ project }) => ({ input: { id: project, description: fresh('about') } }),
    },
    deleteProject: {
      needs: 'admin',
      query: 'mutation ($id: ID!) { deleteProject(input: { id: $id }) { project { id } } }',
      variables: async (world) => ({ id: await makeProject(world) }),
    },
    restoreProject: {
      needs: 'admin',
      query: 'mutation ($id: ID!) { restoreProject(input: { id: $id }) { project { id } } }',
      variables: async (world) => ({ id: await makeProject(world, true) }),
    },
  },
}
