/** Records, commands, queries, jobs and storage of a lab. Nothing here computes; see ./worker for that. */
export {
  describePlaces,
  findInexactNumbers,
  findRepeatedKey,
  hasRepeatedKey,
  isExactNumber,
} from '@mitoscope/formats'
export { localActor, roles, type Actor, type Role } from './records/access/actor.ts'
export {
  mayRead,
  readableProjects,
  requireRole,
  requireSiteAdmin,
  roleIn,
} from './records/access/authorize.ts'
export { findActorOfUrl, rightsEnded, signUrl } from './records/access/signed-url.ts'
export {
  badInput,
  errorCodes,
  LabError,
  withheldDetail,
  type ErrorCode,
} from './platform/errors/lab-error.ts'
export { explainRace } from './platform/errors/explain-race.ts'
export { rejectUnstorable } from './platform/rows/text-fields.ts'
export type { Events, LabEvent } from './platform/events/events.ts'
export { openLab, type Lab, type LabOptions } from './open-lab.ts'
export type { Deleted, IdFilter, TextFilter, TimeFilter, NumberFilter } from './platform/rows/filters.ts'
export type { Page, PageRequest } from './platform/rows/paging.ts'
export { createProject, type CreateProjectInput } from './records/projects/create-project.ts'
export type { Noun } from './platform/lab/noun.ts'
export { jobNouns, nouns } from './work/kinds/nouns.ts'
export { listBin, type BinEntry } from './records/bin/list-bin.ts'
export { findProject, findProjects } from './records/projects/find-projects.ts'
export type { Project } from './records/projects/project.ts'
export { listProjects, type ListProjects, type ProjectOrderField } from './records/projects/list-projects.ts'
export { deleteProject, restoreProject } from './records/projects/delete-project.ts'
export { updateProject, type UpdateProjectInput } from './records/projects/update-project.ts'
export { findModel, findModels } from './records/models/find-models.ts'
export {
  listModelsOf,
  type ListModels,
  type ModelFilter,
  type ModelOrderField,
} from './records/models/list-models.ts'
export type { Model } from './records/models/model.ts'
export { createModel, type CreateModelInput } from './records/models/create-model.ts'
export { deleteModel, restoreModel } from './records/models/delete-model.ts'
export { updateModel, type UpdateModelInput } from './records/models/update-model.ts'
export { findRun, findRuns } from './records/runs/find-runs.ts'
export type { ConfigFilter, MetricFilter, RunFilter, TagsFilter } from './records/runs/filter/run-filter.ts'
export { listRuns, listRunsOf, type ListRuns } from './records/runs/list-runs.ts'
export { requireOne, type FieldOrder } from './platform/rows/order-by.ts'
export { runOrderFields, type RunOrder, type RunOrderField } from './records/runs/run-order.ts'
export { kindOf, type RunScope } from './records/runs/run-scope.ts'
export type { TrainingRun } from './records/runs/training-run.ts'
export { countRunContents, type RunContents } from './records/runs/count-run-contents.ts'
export { createRun, type CreatedRun, type CreateRunInput } from './records/runs/create-run.ts'
export { finishRun, type FinishRunInput } from './records/runs/finish-run.ts'
export { resumeRun, type ResumedRun, type ResumeRunInput } from './records/runs/resume-run.ts'
export { sendHeartbeat } from './records/runs/send-heartbeat.ts'
export { findBranches, findBranchesOfRuns, type RunBranch } from './records/runs/find-branches.ts'
export { deleteRuns, restoreRuns } from './records/runs/delete-runs.ts'
export { updateRun, type LoggedState, type UpdateRunInput } from './records/runs/update-run.ts'
export { addTags, removeTags, setTags, type ChangeTagsInput } from './records/tags/change-tags.ts'
export { findTags } from './records/tags/find-tags.ts'
export { labSecret } from './records/access/lab-secret.ts'
export { findActorOfToken, findActorOfUser } from './records/access/find-actor.ts'
export { acceptInvitation, type AcceptInvitationInput } from './records/accounts/accept-invitation.ts'
export {
  countUsers,
  findUsers,
  listUsers,
  type ListUsers,
  type UserOrderField,
} from './records/accounts/find-users.ts'
export { findInvitation, type Invitation } from './records/accounts/invitation.ts'
export { inviteFirstAdmin } from './records/accounts/invite-first-admin.ts'
export { inviteUser, type InviteUserInput } from './records/accounts/invite-user.ts'
export { acceptByProvider } from './records/accounts/accept-by-provider.ts'
export { recordOwnAct } from './records/accounts/record-own-act.ts'
export { resetPassword } from './records/accounts/reset-password.ts'
export { updateUser, type UpdateUserInput } from './records/accounts/update-user.ts'
export type { User } from './records/accounts/user.ts'
export {
  findAuditEvents,
  listAuditEvents,
  type AuditEvent,
  type AuditFilter,
  type AuditOrderField,
  type ListAuditEvents,
} from './records/audit/find-audit-events.ts'
export { addMember, type AddMemberInput } from './records/members/add-member.ts'
export { findMembers } from './records/members/find-members.ts'
export type { Member } from './records/members/member.ts'
export { removeMember, type RemoveMemberInput } from './records/members/remove-member.ts'
export { setRole, type SetRoleInput } from './records/members/set-role.ts'
export type { ApiToken } from './records/tokens/api-token.ts'
export {
  acceptSignIn,
  admitSignIn,
  rememberAddress,
  withdrawSignIn,
  type SignInAttempt,
} from './records/accounts/limit-sign-in.ts'
export { announceSignOut } from './records/accounts/announce-sign-out.ts'
export { explainToken } from './records/tokens/explain-token.ts'
export { createToken, type CreateTokenInput, type MintToken } from './records/tokens/create-token.ts'
export { findTokens, listTokens } from './records/tokens/find-tokens.ts'
export { revokeToken } from './records/tokens/revoke-token.ts'
export { checkReady } from './records/operations/check-ready.ts'
export { describeLab, type LabDescription } from './records/operations/describe-lab.ts'
export { countProjectStorage, countStorage } from './records/storage/count-storage.ts'
export { countJobs, type JobCount } from './records/operations/count-jobs.ts'
export {
  architectures,
  datasets,
  presets,
  sweepOptions,
  type Architecture,
  type ArchitectureOption,
  type Dataset,
  type Preset,
  type SweepOption,
} from '@mitoscope/training'
export { paperFigures, scaleNames, type PaperFigure, type PaperNumber, type PaperScale } from './paper.ts'
export { cancelJob } from './records/jobs/cancel-job.ts'
export { findJob, findJobs, findJobsOf } from './records/jobs/find-jobs.ts'
export {
  findJobsAtWork,
  findWorkers,
  listWorkers,
  type ListWorkers,
  type WorkerOrderField,
  type WorkerRecord,
} from './records/jobs/find-workers.ts'
export type { Job, JobKindName } from './platform/queue/job.ts'
export { listJobLog, type JobLogLine } from './records/jobs/job-log.ts'
export { listJobs, type JobFilter, type JobOrderField, type ListJobs } from './records/jobs/list-jobs.ts'
export { retryJob } from './records/jobs/retry-job.ts'
export { cancelSweep } from './records/sweeps/cancel-sweep.ts'
export { deleteSweep, restoreSweep } from './records/sweeps/delete-sweep.ts'
export { estimateConfig } from './records/sweeps/estimate-config.ts'
export {
  findSweep,
  findSweeps,
  listSweeps,
  type ListSweeps,
  type SweepFilter,
  type SweepOrderField,
} from './records/sweeps/find-sweeps.ts'
export { completeSweep } from './records/sweeps/complete-sweep.ts'
export { startDefaultSweep } from './records/sweeps/start-default-sweep.ts'
export { startSweep, type StartSweepInput } from './records/sweeps/start-sweep.ts'
export {
  findSweepProgress,
  type KnownMachine,
  type SweepCell,
  type SweepProgress,
} from './records/sweeps/sweep-progress.ts'
export type { Sweep } from './records/sweeps/sweep.ts'
export { findSweepInFolder, startSweepInFolder } from './records/sweeps/start-sweep-in-folder.ts'
export { findTrained, listTrained, type TrainedRun } from './records/training/list-trained.ts'
export { startFrom, type StartingNetwork } from './records/training/start-from.ts'
export { takeInRun } from './work/attempts/take-in-run.ts'
export { startRun, type StartRunInput } from './records/training/start-run.ts'
export type { Claim, ClaimJudgement, ClaimRule, ClaimVerdict } from './records/claims/claim.ts'
export {
  deleteClaim,
  restoreClaim,
  updateClaim,
  type UpdateClaimInput,
} from './records/claims/change-claim.ts'
export { createClaim, type CreateClaimInput } from './records/claims/create-claim.ts'
export {
  findClaims,
  findJudgedNumbers,
  findJudgements,
  listClaims,
  type ClaimFilter,
  type ClaimOrderField,
  type ListClaims,
} from './records/claims/find-claims.ts'
export { followClaims } from './records/claims/follow-claims.ts'
export type { Analysis } from './records/analyses/analysis.ts'
export type { AnalysisRequest } from './records/analyses/plan-analysis.ts'
export {
  arrayFormats,
  openArray,
  type ArrayFile,
  type ArrayFormat,
} from './records/analyses/arrays/open-array.ts'
export { deleteAnalysis, restoreAnalysis, retryAnalysis } from './records/analyses/change-analysis.ts'
export { compareAnalyses, type CompareInput } from './records/analyses/compare-analyses.ts'
export {
  findAnalyses,
  countAnalysesOfRuns,
  findAnalysesOfRuns,
  type AnalysisChoice,
  listAnalyses,
  type AnalysisOrder,
  type AnalysisOrderField,
  type ListAnalyses,
} from './records/analyses/find-analyses.ts'
export type { AnalysisFilter } from './records/analyses/analysis-filter.ts'
export { listScalars, type SlimShape } from '@mitoscope/analysis'
export {
  startAnalyses,
  startAnalysis,
  type StartAnalysesInput,
  type StartAnalysisInput,
} from './records/analyses/start-analyses.ts'
export {
  estimateAnalyses,
  type AnalysesEstimate,
  type MeasureEstimate,
} from './records/analyses/estimate-analyses.ts'
export { comparisonMeasures } from './records/pair-comparisons/plan-comparison.ts'
export {
  deletePairComparison,
  restorePairComparison,
} from './records/pair-comparisons/change-pair-comparison.ts'
export {
  findPairComparisons,
  listPairComparisons,
  type ListPairComparisons,
  type PairComparisonOrderField,
  type PairComparisonFilter,
} from './records/pair-comparisons/find-pair-comparisons.ts'
export type { PairComparison } from './records/pair-comparisons/pair-comparison.ts'
export {
  startPairComparisons,
  type StartPairComparisonsInput,
} from './records/pair-comparisons/start-pair-comparisons.ts'
export { sweepMeasures } from '@mitoscope/analysis'
export { measures } from './records/measures/measures.ts'
export type { SlimReport } from '@mitoscope/analysis'
export { findSiteReports } from './records/reports/site-reports.ts'
export { startReport, type StartReportInput } from './records/reports/start-report.ts'
export {
  compareSeries,
  type ComparedSeries,
  type CompareSeriesInput,
} from './records/metrics/compare-series.ts'
export type { BucketSum } from './records/metrics/buckets.ts'
export {
  decimateSeries,
  type DecimatedSeries,
  type DecimateRequest,
} from './records/metrics/decimate-series.ts'
export { exportPoints, type ExportedPoints, type ExportRequest } from './records/metrics/export-points.ts'
export { findDiverged } from './records/metrics/find-diverged.ts'
export { lastValue, findBranchSeries, findSeries, type MetricSeries } from './records/metrics/find-series.ts'
export type { LogBatchInput } from './records/metrics/parse-points.ts'
export type { ParentKind } from './platform/database/run-tables.ts'
export { logMetrics } from './records/metrics/log-metrics.ts'
export { setStepMetrics, type SetStepMetricsInput } from './records/metrics/set-step-metrics.ts'
export {
  readOverAxis,
  type OverAxisRequest,
  type SeriesOverAxis,
} from './records/metrics/axes/read-over-axis.ts'
export { chooseAxis, type Axis } from './records/metrics/axes/axis.ts'
export { selectAtSteps } from './records/metrics/axes/select-at-steps.ts'
export type { MetricPoint, OnConflict, SeriesPoints, PointColumns } from './records/metrics/metric-points.ts'
export { asOneAsker } from './platform/turns/fair-queue.ts'
export { takeTurn } from './platform/turns/take-turn.ts'
export { listPoints, type PointsPage, type PointsRequest } from './records/metrics/list-points.ts'
export { selectBatch } from './records/metrics/select-batch.ts'
export type { Checkpoint } from './records/checkpoints/checkpoint.ts'
export { findCheckpoints, findCheckpointsOfRuns } from './records/checkpoints/find-checkpoints.ts'
export { findRepresented } from './records/checkpoints/find-represented.ts'
export {
  representCheckpoints,
  type RequestedCheckpoints,
  type RepresentCheckpointsInput,
} from './records/checkpoints/represent-checkpoints.ts'
export {
  registerCheckpoint,
  type RegisterCheckpointInput,
} from './records/checkpoints/register-checkpoint.ts'
export type { BlobStore } from './platform/blobs/blob-store.ts'
export { countBytes } from './platform/blobs/blob-records.ts'
export { findDownload, type Download, type DownloadKind } from './records/storage/find-download.ts'
export { checkBlobs, type BlobCheck } from './records/purge/check-blobs.ts'
export { keptDays, purge, type PurgeInput, type PurgeReport } from './records/purge/purge.ts'
export {
  deleteRepresentation,
  restoreRepresentation,
} from './records/representations/delete-representation.ts'
export { findRepresentations, listRepresentations } from './records/representations/find-representations.ts'
export type { RepresentationRecord } from './records/representations/representation-record.ts'
export { listSites } from './records/representations/list-sites.ts'
export { findUpload, countReceived, cancelUpload, type Upload } from './records/uploads/upload.ts'
export { createUpload, type Declaration } from './records/uploads/create-upload.ts'
export { fileFormats, type FileFormat } from './records/uploads/file-formats.ts'
export { resumeUploads, finishUpload } from './records/uploads/finish-upload.ts'
export { openStaging } from './records/uploads/staging.ts'
export { receiveWhole } from './records/uploads/receive-whole.ts'
export { emptyAggregate, type Aggregate } from './records/aggregates/aggregate.ts'
export { aggregateScopes } from './records/aggregates/aggregate-scopes.ts'
export type { Quantity } from './records/aggregates/quantity.ts'
export { findModelSites } from './records/models/find-model-sites.ts'
export { findModelReports } from './records/models/find-model-reports.ts'
export { findWidths } from './records/widths/find-widths.ts'
export { listWidths, type ListWidths } from './records/widths/list-widths.ts'
export { scopeOf, widthId, type ModelWidth } from './records/widths/model-width.ts'
export type { MetricSummary } from './records/runs/filter/run-joins.ts'
export {
  groupRuns,
  listRunsOfGroups,
  type GroupField,
  type GroupRuns,
  type RunGroup,
} from './records/aggregates/group-runs.ts'
export { compareRuns, type RunComparison } from './records/comparison/compare-runs.ts'
export { compareWidths, type WidthComparison } from './records/comparison/compare-widths.ts'
export type { Difference } from './records/comparison/list-differences.ts'
