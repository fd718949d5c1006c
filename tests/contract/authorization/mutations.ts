import { createHash } from 'node:crypto'
import type { MutationCase } from './case.ts'
import {
  fresh,
  makeAnalysis,
  makeCheckpoint,
  makeMember,
  makeLoggedRun,
  makeModel,
  makePairComparison,
  makeProject,
  makeRepresentation,
  makeRun,
  makeSweep,
  makeUser,
  logLoss,
  measure,
  newBatch,
  newModel,
  newPair,
  newSweep,
  startPairComparisons,
} from './makers.ts'
import { recordId } from './world.ts'

const deleteRepresentation =
  'mutation ($input: DeleteRepresentationInput!) { deleteRepresentation(input: $input) { representation { id } } }'

const deletePairComparison =
  'mutation ($input: DeletePairComparisonInput!) { deletePairComparison(input: $input) { comparison { id } } }'

/** Every field of Mutation. */
export const mutations: Readonly<Record<string, MutationCase>> = {
  createProject: {
    needs: 'siteAdmin',
    query: 'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    variables: () => ({ input: { name: fresh('project') } }),
  },
  inviteUser: {
    needs: 'siteAdmin',
    query: 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { link expiresAt } }',
    variables: () => ({ input: { email: `${fresh('guest')}@example.org` } }),
  },
  resetPassword: {
    needs: 'siteAdmin',
    query: 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { link user { id } } }',
    variables: async (world) => ({ input: { userId: (await makeUser(world)).id } }),
  },
  updateUser: {
    needs: 'siteAdmin',
    query: 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { disabled } } }',
    variables: async (world) => ({ input: { userId: (await makeUser(world)).id, disabled: true } }),
  },
  addMember: {
    needs: 'admin',
    by: ['admin', 'siteAdmin'],
    query: 'mutation ($input: AddMemberInput!) { addMember(input: $input) { member { role user { id } } } }',
    variables: async (world) => ({
      input: {
        projectId: world.project,
        email: (await makeUser(world)).email,
        role: 'VIEWER',
      },
    }),
  },
  setRole: {
    needs: 'admin',
    by: ['admin', 'siteAdmin'],
    query: 'mutation ($input: SetRoleInput!) { setRole(input: $input) { member { role } } }',
    variables: async (world) => ({
      input: {
        projectId: world.project,
        userId: (await makeMember(world)).id,
        role: 'EDITOR',
      },
    }),
  },
  removeMember: {
    needs: 'admin',
    by: ['admin', 'siteAdmin'],
    query: 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { userId } }',
    variables: async (world) => ({
      input: { projectId: world.project, userId: (await makeMember(world)).id },
    }),
  },
  createApiToken: {
    needs: 'account',
    by: ['stranger', 'viewer', 'editor', 'admin', 'siteAdmin'],
    query:
      'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token apiToken { id } } }',
    variables: () => ({ input: { name: fresh('token'), scope: 'ADMIN' } }),
  },
  revokeApiToken: {
    needs: 'account',
    // Somebody's own: for administrators that of another is as good.
    by: ['admin', 'siteAdmin'],
    strangers: 'NOT_FOUND',
    query: 'mutation ($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { id } }',
    variables: async (world) => {
      const made = await world.must(
        'admin',
        'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id } } }',
        { input: { name: fresh('token'), scope: 'READ' } },
      )
      return { input: { id: made.createApiToken.apiToken.id as string } }
    },
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
      await world.must('editor', 'mutation ($id: ID!) { deleteModel(input: { id: $id }) { model { id } } }', {
        id,
      })
      return { id }
    },
  },

  createRun: {
    needs: 'editor',
    query: 'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } } }',
    variables: async (world) => ({ input: { modelId: await makeModel(world), width: 8 } }),
  },
  sendHeartbeat: {
    needs: 'editor',
    query: 'mutation ($input: SendHeartbeatInput!) { sendHeartbeat(input: $input) { runs { id } } }',
    variables: async (world) => {
      const id = await makeRun(world)
      // A heartbeat is in the audit trail only if it changes the run, as it does with a crashed one.
      const crashed = { state: 'crashed' as const }
      await world.lab.db.updateTable('trainingRun').set(crashed).where('id', '=', recordId(id)).execute()
      return { input: { runIds: [id] } }
    },
  },
  finishRun: {
    needs: 'editor',
    query: 'mutation ($input: FinishRunInput!) { finishRun(input: $input) { run { id } } }',
    variables: async (world) => ({ input: { id: await makeRun(world), state: 'FINISHED' } }),
  },
  resumeRun: {
    needs: 'editor',
    query: 'mutation ($input: ResumeRunInput!) { resumeRun(input: $input) { cutPoints } }',
    variables: async (world) => ({ input: { id: await makeLoggedRun(world), fromStep: 0 } }),
  },
  updateRun: {
    needs: 'editor',
    query: 'mutation ($input: UpdateRunInput!) { updateRun(input: $input) { run { id } } }',
    variables: async (world) => ({ input: { id: await makeRun(world), notes: fresh('note') } }),
  },
  setTags: {
    needs: 'editor',
    query: 'mutation ($input: ChangeTagsInput!) { setTags(input: $input) { runs { id } } }',
    variables: async (world) => ({ input: { runIds: [await makeRun(world)], tags: ['a'] } }),
  },
  addTags: {
    needs: 'editor',
    query: 'mutation ($input: ChangeTagsInput!) { addTags(input: $input) { runs { id } } }',
    variables: async (world) => ({ input: { runIds: [await makeRun(world)], tags: ['b'] } }),
  },
  removeTags: {
    needs: 'editor',
    query: 'mutation ($input: ChangeTagsInput!) { removeTags(input: $input) { runs { id } } }',
    variables: async (world) => ({ input: { runIds: [await makeRun(world)], tags: ['made'] } }),
  },
  deleteRuns: {
    needs: 'editor',
    query: 'mutation ($ids: [ID!]!) { deleteRuns(input: { ids: $ids }) { runs { id } } }',
    variables: async (world) => ({ ids: [await makeRun(world)] }),
  },
  restoreRuns: {
    needs: 'editor',
    query: 'mutation ($ids: [ID!]!) { restoreRuns(input: { ids: $ids }) { runs { id } } }',
    variables: async (world) => {
      const ids = [await makeRun(world)]
      await world.must(
        'editor',
        'mutation ($ids: [ID!]!) { deleteRuns(input: { ids: $ids }) { runs { id } } }',
        { ids },
      )
      return { ids }
    },
  },

  startSweep: {
    needs: 'editor',
    query: 'mutation ($input: StartSweepInput!) { startSweep(input: $input) { sweep { id } } }',
    variables: ({ project }) => ({ input: newSweep(project) }),
  },
  startRun: {
    needs: 'editor',
    query: 'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id } } }',
    variables: ({ project }) => ({ input: { projectId: project, modelName: fresh('model'), width: 16 } }),
  },
  cancelSweep: {
    needs: 'editor',
    query: 'mutation ($id: ID!) { cancelSweep(input: { id: $id }) { sweep { id } } }',
    variables: async (world) => ({ id: (await makeSweep(world)).sweep }),
  },
  runMissing: {
    needs: 'editor',
    query: 'mutation ($id: ID!) { runMissing(input: { id: $id }) { sweep { id } } }',
    variables: async (world) => ({ id: (await makeSweep(world)).sweep }),
  },
  deleteSweep: {
    needs: 'editor',
    query: 'mutation ($id: ID!) { deleteSweep(input: { id: $id }) { sweep { id } } }',
    variables: async (world) => ({ id: (await makeSweep(world)).sweep }),
  },
  restoreSweep: {
    needs: 'editor',
    query: 'mutation ($id: ID!) { restoreSweep(input: { id: $id }) { sweep { id } } }',
    variables: async (world) => {
      const id = (await makeSweep(world)).sweep
      await world.must('editor', 'mutation ($id: ID!) { deleteSweep(input: { id: $id }) { sweep { id } } }', {
        id,
      })
      return { id }
    },
  },
  cancelJob: {
    needs: 'editor',
    query: 'mutation ($id: ID!) { cancelJob(input: { id: $id }) { job { id } } }',
    variables: async (world) => ({ id: (await makeSweep(world)).job }),
  },
  retryJob: {
    needs: 'editor',
    query: 'mutation ($id: ID!) { retryJob(input: { id: $id }) { job { id } } }',
    variables: async (world) => {
      const id = (await makeSweep(world)).job
      await world.must('editor', 'mutation ($id: ID!) { cancelJob(input: { id: $id }) { job { id } } }', {
        id,
      })
      return { id }
    },
  },
  startReport: {
    needs: 'editor',
    query: 'mutation ($input: StartReportInput!) { startReport(input: $input) { job { id } } }',
    variables: async (world) => {
      const { sweep } = await makeSweep(world)
      await makeRepresentation(world, sweep)
      return { input: { sweepId: sweep } }
    },
  },

  startAnalysis: {
    needs: 'editor',
    query: 'mutation ($input: StartAnalysisInput!) { startAnalysis(input: $input) { analysis { id } } }',
    variables: async (world) => ({
      input: { measure, representationId: (await makeRepresentation(world)).id },
    }),
  },
  startAnalyses: {
    needs: 'editor',
    audit: 'startAnalysis',
    query: 'mutation ($input: StartAnalysesInput!) { startAnalyses(input: $input) { analyses { id } } }',
    variables: async (world) => ({
      input: { runIds: [(await makeRepresentation(world)).run], analyses: [{ measure }] },
    }),
  },
  retryAnalysis: {
    needs: 'editor',
    query: 'mutation ($input: RetryAnalysisInput!) { retryAnalysis(input: $input) { analysis { id } } }',
    variables: async (world) => {
      const id = await makeAnalysis(world)
      await world.lab.db
        .updateTable('analysis')
        .set({ state: 'cancelled' })
        .where('id', '=', recordId(id))
        .execute()
      await world.lab.db.deleteFrom('job').where('subjectId', '=', recordId(id)).execute()
      return { input: { id } }
    },
  },
  deleteAnalysis: {
    needs: 'editor',
    query: 'mutation ($input: DeleteAnalysisInput!) { deleteAnalysis(input: $input) { analysis { id } } }',
    variables: async (world) => ({ input: { id: await makeAnalysis(world) } }),
  },
  restoreAnalysis: {
    needs: 'editor',
    query: 'mutation ($input: RestoreAnalysisInput!) { restoreAnalysis(input: $input) { analysis { id } } }',
    variables: async (world) => {
      const input = { id: await makeAnalysis(world) }
      await world.must(
        'editor',
        'mutation ($input: DeleteAnalysisInput!) { deleteAnalysis(input: $input) { analysis { id } } }',
        { input },
      )
      return { input }
    },
  },

  startPairComparisons: {
    needs: 'editor',
    query: startPairComparisons,
    variables: async (world) => ({ input: await newPair(world) }),
  },
  deletePairComparison: {
    needs: 'editor',
    query: deletePairComparison,
    variables: async (world) => ({ input: { id: await makePairComparison(world) } }),
  },
  restorePairComparison: {
    needs: 'editor',
    query:
      'mutation ($input: RestorePairComparisonInput!) { restorePairComparison(input: $input) { comparison { id } } }',
    variables: async (world) => {
      const input = { id: await makePairComparison(world) }
      await world.must('editor', deletePairComparison, { input })
      return { input }
    },
  },

  logMetrics: {
    needs: 'editor',
    query: logLoss,
    variables: async (world) => ({ input: newBatch(await makeRun(world)) }),
  },
  registerCheckpoint: {
    needs: 'editor',
    query:
      'mutation ($input: RegisterCheckpointInput!) { registerCheckpoint(input: $input) { checkpoint { epoch } } }',
    variables: async (world) => ({ input: { runId: await makeRun(world), epoch: 1 } }),
  },
  representCheckpoints: {
    needs: 'editor',
    query:
      'mutation ($input: RepresentCheckpointsInput!) { representCheckpoints(input: $input) { jobs { id } } }',
    variables: async (world) => {
      const { run } = await makeSweep(world)
      return {
        input: { runId: run, checkpointIds: [await makeCheckpoint(world, run)], analyses: [{ measure }] },
      }
    },
  },
  createUpload: {
    needs: 'editor',
    query:
      'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { upload { id } uploadUrl } }',
    variables: async (world) => {
      const sha256 = createHash('sha256').update(fresh('file')).digest('hex')
      return { input: { runId: await makeRun(world), fileName: 'file.npz', bytes: 3, sha256 } }
    },
  },
  deleteRepresentation: {
    needs: 'editor',
    query: deleteRepresentation,
    variables: async (world) => ({ input: { id: (await makeRepresentation(world)).id } }),
  },
  restoreRepresentation: {
    needs: 'editor',
    query:
      'mutation ($input: RestoreRepresentationInput!) { restoreRepresentation(input: $input) { representation { id } } }',
    variables: async (world) => {
      const input = { id: (await makeRepresentation(world)).id }
      await world.must('editor', deleteRepresentation, { input })
      return { input }
    },
  },
  purge: {
    needs: 'siteAdmin',
    query: 'mutation ($input: PurgeInput!) { purge(input: $input) { blobs } }',
    variables: () => ({ input: {} }),
  },
}
