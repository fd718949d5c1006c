/** A lab: its records, commands, queries, jobs and storage. Nothing here computes; see ./worker for that. */
export { localActor, roles, type Actor, type Role } from './access/actor.ts'
export { mayRead, readableProjects, requireRole, requireSiteAdmin, roleIn } from './access/authorize.ts'
export { signUrl, verifySignature } from './access/signed-url.ts'
export { errorCodes, LabError, type ErrorCode } from './errors/lab-error.ts'
export type { Events, LabEvent } from './events/events.ts'
export { openLab, type Lab, type LabOptions } from './lab.ts'
export type { Page, PageRequest } from './records/page.ts'
export { createProject, type CreateProjectInput } from './projects/create-project.ts'
export { findProject, findProjects, listProjects } from './projects/find-projects.ts'
export type { Project } from './projects/project.ts'
export { deleteProject, restoreProject } from './projects/delete-project.ts'
export { updateProject, type UpdateProjectInput } from './projects/update-project.ts'
export { findModel, findModels } from './models/find-models.ts'
export type { Model } from './models/model.ts'
export { createModel, type CreateModelInput } from './models/create-model.ts'
export { deleteModel, restoreModel } from './models/delete-model.ts'
export { updateModel, type UpdateModelInput } from './models/update-model.ts'
export { findRun, findRuns } from './runs/find-runs.ts'
export type {
  ConfigFilter,
  IdFilter,
  MetricFilter,
  NumberFilter,
  RunFilter,
  TagsFilter,
  TextFilter,
  TimeFilter,
} from './runs/filter/run-filter.ts'
export { listRuns, listRunsOf, type ListRuns } from './runs/list-runs.ts'
export { runOrderFields, type RunOrder, type RunOrderField } from './runs/run-order.ts'
export { kindOf, type Deleted, type RunScope } from './runs/run-scope.ts'
export type { TrainingRun } from './runs/training-run.ts'
export { createRun, type CreateRunInput } from './runs/create-run.ts'
export { deleteRuns, restoreRuns } from './runs/delete-runs.ts'
export { updateRun, type LoggedState, type UpdateRunInput } from './runs/update-run.ts'
export { addTags, removeTags, setTags, type ChangeTagsInput } from './tags/change-tags.ts'
export { findTags } from './tags/find-tags.ts'
export { labSecret } from './access/lab-secret.ts'
export { findActorOfToken, findActorOfUser } from './access/find-actor.ts'
export { acceptInvitation, type AcceptInvitationInput } from './accounts/accept-invitation.ts'
export { countUsers, findUsers, listUsers } from './accounts/find-users.ts'
export { findInvitation, type Invitation } from './accounts/invitation.ts'
export { inviteFirstAdmin } from './accounts/invite-first-admin.ts'
export { inviteUser, type InviteUserInput } from './accounts/invite-user.ts'
export { acceptByProvider } from './accounts/accept-by-provider.ts'
export { resetPassword } from './accounts/reset-password.ts'
export { updateUser, type UpdateUserInput } from './accounts/update-user.ts'
export type { User } from './accounts/user.ts'
export { listAuditEvents, type AuditEvent, type AuditFilter } from './audit/find-audit-events.ts'
export { addMember, type AddMemberInput } from './members/add-member.ts'
export { findMembers } from './members/find-members.ts'
export type { Member } from './members/member.ts'
export { removeMember, type RemoveMemberInput } from './members/remove-member.ts'
export { setRole, type SetRoleInput } from './members/set-role.ts'
export type { ApiToken } from './tokens/api-token.ts'
export { createToken, type CreateTokenInput, type MintToken } from './tokens/create-token.ts'
export { findTokens, listTokens } from './tokens/find-tokens.ts'
export { revokeToken } from './tokens/revoke-token.ts'
export { checkReady } from './operations/check-ready.ts'
export { countJobs, type JobCount } from './operations/count-jobs.ts'
export {
  architectures,
  datasets,
  sweepOptions,
  type Architecture,
  type Dataset,
  type SweepOption,
} from '@mitoscope/training'
export { cancelJob } from './jobs/cancel-job.ts'
export { findJob, findJobs, findJobsOf } from './jobs/find-jobs.ts'
export { findJobsAtWork, findWorkers, listWorkers, type WorkerRecord } from './jobs/find-workers.ts'
export type { Job, JobKindName } from './jobs/job.ts'
export { listJobLog, type JobLogLine } from './jobs/list-job-log.ts'
export { listJobs, type JobFilter, type JobOrder, type ListJobs } from './jobs/list-jobs.ts'
export { retryJob } from './jobs/retry-job.ts'
export { cancelSweep } from './sweeps/cancel-sweep.ts'
export { deleteSweep, restoreSweep } from './sweeps/delete-sweep.ts'
export { estimateConfig } from './sweeps/estimate-config.ts'
export { findSweep, findSweeps, listSweeps, type ListSweeps, type SweepFilter } from './sweeps/find-sweeps.ts'
export { runMissing } from './sweeps/run-missing.ts'
export { startSweep, type StartSweepInput } from './sweeps/start-sweep.ts'
export { findSweepProgress, type SweepCell, type SweepProgress } from './sweeps/sweep-progress.ts'
export type { Sweep } from './sweeps/sweep.ts'
export { startRun, type StartRunInput } from './training/start-run.ts'
export type { Analysis } from './analyses/analysis.ts'
export type { AnalysisRequest } from './analyses/plan-analysis.ts'
export { arrayFormats, openArray, type ArrayFile, type ArrayFormat } from './analyses/arrays/open-array.ts'
export { deleteAnalysis, restoreAnalysis, retryAnalysis } from './analyses/change-analysis.ts'
export { compareAnalyses, type CompareInput } from './analyses/compare-analyses.ts'
export {
  findAnalyses,
  findAnalysesOfRuns,
  listAnalyses,
  type AnalysisFilter,
  type AnalysisOrder,
} from './analyses/find-analyses.ts'
export { listScalars, type SlimShape } from './analyses/slim-result.ts'
export { startAnalyses, type StartAnalysesInput } from './analyses/start-analyses.ts'
export { startAnalysis, type StartAnalysisInput } from './analyses/start-analysis.ts'
export { measures } from './measures/measures.ts'
export type { SlimReport } from './reports/slim-report.ts'
export { startReport, type StartReportInput } from './reports/start-report.ts'
