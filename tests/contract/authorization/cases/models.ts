import { one, many, type Cases } from '../case.ts'
import { fresh, makeModel, makeWidth, newModel } from '../makers.ts'

/** Models and their widths. */
export const cases: Cases = {
  queries: {
    model: one('model', makeModel),
    models: many('models', makeModel),
    compareWidths: {
      query: 'query ($ids: [ID!]!) { compareWidths(ids: $ids) { widths { id } } }',
      variables: async (world) => ({ ids: [await makeWidth(world)] }),
      shows: ({ compareWidths }) => compareWidths.widths.length > 0,
    },
  },
  mutations: {
    createModel: {
      needs: 'editor',
      query: 'mutation ($input: CreateModelInput!) { createModel(input: $input) { model { id } } }',
      variables: ({ project }) => ({ input: newModel(project) }),
    },
    updateModel: {
      needs: 'editor',
      query: 'mutation ($input: UpdateModelInput!) { updateModel(input: $input) { model { id } } }',
      variables: async (world) => ({ input: { id: await makeModel(world), notes: fresh('note') } }),
    },
    deleteModel: {
      needs: 'editor',
      query: 'mutation ($id: ID!) { deleteModel(input: { id: $id }) { model { id } } }',
      variables: async (world) => ({ id: await makeModel(world) }),
    },
    restoreModel: {
      needs: 'editor',
      query: 'mutation ($id: ID!) { restoreModel(input: { id: $id }) { model { id } } }',
      variables: async (world) => {
        const id = await makeModel(world)
        await world.must(
          'editor',
          'mutation ($id: ID!) { deleteModel(input: { id: $id }) { model { id } } }',
          {
            id,
          },
        )
        return { id }
      },
    },
  },
}
