/** Records, commands, queries, jobs and storage of a lab. Nothing here computes; see ./worker for that. */
export {
  describePlaces,
  findInexactNumbers,
  findRepeatedKey,
  hasRepeatedKey,
  isExactNumber,
} from '@mitoscope/formats'
export { localActor, roles, type Actor, type Role } from './access/actor.ts'
export { mayRead, readableProjects, requireRole, requireSiteAdmin, roleIn } from './access/authorize.ts'
export { findActorOfUrl, rightsEnded, signUrl } from './access/signed-url.ts'
export { badInput, errorCodes, LabError, type ErrorCode } from './errors/lab-error.ts'
export { explainRace } from './errors/explain-race.ts'
export { rejectUnstorable } from './records/text-fields.ts'
export type { Events, LabEvent } from './events/events.ts'
export { openLab, type Lab, type LabOptions } from './lab.ts'
export type { Deleted, IdFilter, TextFilter, TimeFilter, NumberFilter } from './records/filters.ts'
export type { Page, PageRequest } from './records/paging.ts'
export { createProject, type CreateProjectInput } from './projects/create-project.ts'
export { listBin, type BinEntry } from './bin/list-bin.ts'
export { findProject, findProjects } from './projects/find-projects.ts'
export type { Project } from './projects/project.ts'
export { listProjects, type ListProjects, type ProjectOrderField } from './projects/list-projects.ts'
export { deleteProject, restoreProject } from './projects/delete-project.ts'
export { updateProject, type UpdateProjectInput } from './projects/update-project.ts'
export { findModel, findModels } from './models/find-models.ts'
export {
  listModelsOf,
  type ListModels,
  type ModelFilter,
  type ModelOrderField,
} from './models/list-models.ts'
export type { Model } from './models/model.ts'
export { createModel, type CreateModelInput } from './models/create-model.ts'
export { deleteModel, restoreModel } from './models/delete-model.ts'
export { updateModel, type UpdateModelInput } from './models/update-model.ts'
export { findRun, findRuns } from './runs/find-runs.ts'
export type { ConfigFilter, MetricFilter, RunFilter, TagsFilter } from './runs/filter/run-filter.ts'
export { listRuns, listRunsOf, type ListRuns } from './runs/list-runs.ts'
export { runOrderFields, type RunOrder, type RunOrderField } from './runs/run-order.ts'
export { kindOf, type RunScope } from './runs/run-scope.ts'
export type { TrainingRun } from './runs/training-run.ts'
export { countRunContents, type RunContents } from './runs/count-run-contents.ts'
export { createRun, type CreatedRun, type CreateRunInput } from './runs/create-run.ts'
export { finishRun, type FinishRunInput } from './runs/finish-run.ts'
export { resumeRun, type ResumedRun, type ResumeRunInput } from './runs/resume-run.ts'
export { sendHeartbeat } from './runs/send-heartbeat.ts'
export { findBranches, findBranchesOfRuns, type RunBranch } from './runs/find-branches.ts'
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
export { recordOwnAct } from './accounts/record-own-act.ts'
export { resetPassword } from './accounts/reset-password.ts'
export { updateUser, type UpdateUserInput } from './accounts/update-user.ts'
export type { User } from './accounts/user.ts'
export {
  findAuditEvents,
  listAuditEvents,
  type AuditEvent,
  type AuditFilter,
} from './audit/find-audit-events.ts'
export { addMember, type AddMemberInput } from './members/add-member.ts'
export { findMembers } from './members/find-members.ts'
export type { Member } from './members/member.ts'
export { removeMember, type RemoveMemberInput } from './members/remove-member.ts'
export { setRole, type SetRoleInput } from './members/set-role.ts'
export type { ApiToken } from './tokens/api-token.ts'
export { acceptSignIn, admitSignIn, rememberAddress, type SignInAttempt } from './accounts/limit-sign-in.ts'
export { announceSignOut } from './accounts/announce-sign-out.ts'
export { explainToken } from './tokens/explain-token.ts'
export { createToken, type CreateTokenInput, type MintToken } from './tokens/create-token.ts'
export { findTokens, listTokens } from './tokens/find-tokens.ts'
export { revokeToken } from './tokens/revoke-token.ts'
export { checkReady } from './operations/check-ready.ts'
export { describeLab, type LabDescription } from './operations/describe-lab.ts'
export { countProjectStorage, countStorage } from './storage/count-storage.ts'
export { countJobs, type JobCount } from './operations/count-jobs.ts'
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
export { cancelJob } from './jobs/cancel-job.ts'
export { findJob, findJobs, findJobsOf } from './jobs/find-jobs.ts'
export { findJobsAtWork, findWorkers, listWorkers, type WorkerRecord } from './jobs/find-workers.ts'
export type { Job, JobKindName } from './jobs/job.ts'
export { listJobLog, type JobLogLine } from './jobs/job-log.ts'
export { listJobs, type JobFilter, type JobOrder, type ListJobs } from './jobs/list-jobs.ts'
export { retryJob } from './jobs/retry-job.ts'
export { cancelSweep } from './sweeps/cancel-sweep.ts'
export { deleteSweep, restoreSweep } from './sweeps/delete-sweep.ts'
export { estimateConfig } from './sweeps/estimate-config.ts'
export { findSweep, findSweeps, listSweeps, type ListSweeps, type SweepFilter } from './sweeps/find-sweeps.ts'
export { runMissing } from './sweeps/run-missing.ts'
export { startDefaultSweep } from './sweeps/start-default-sweep.ts'
export { startSweep, type StartSweepInput } from './sweeps/start-sweep.ts'
export {
  findSweepProgress,
  type KnownMachine,
  type SweepCell,
  type SweepProgress,
} from './sweeps/sweep-progress.ts'
export type { Sweep } from './sweeps/sweep.ts'
export { findSweepInFolder, startSweepInFolder } from './sweeps/start-sweep-in-folder.ts'
export { findTrained, listTrained, type TrainedRun } from './training/list-trained.ts'
export { startFrom, type StartingNetwork } from './training/start-from.ts'
export { takeInRun } from './training/take-in-run.ts'
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
  type AnalysisOrder,
  type ListAnalyses,
} from './analyses/find-analyses.ts'
export type { AnalysisFilter } from './analyses/analysis-filter.ts'
export { listScalars, type SlimShape } from '@mitoscope/analysis'
export {
  startAnalyses,
  startAnalysis,
  type StartAnalysesInput,
  type StartAnalysisInput,
} from './analyses/start-analyses.ts'
export {
  estimateAnalyses,
  type AnalysesEstimate,
  type MeasureEstimate,
} from './analyses/estimate-analyses.ts'
export { comparisonMeasures } from './pair-comparisons/plan-comparison.ts'
export { deletePairComparison, restorePairComparison } from './pair-comparisons/change-pair-comparison.ts'
export {
  findPairComparisons,
  listPairComparisons,
  type ListPairComparisons,
  type PairComparisonFilter,
} from './pair-comparisons/find-pair-comparisons.ts'
export type { PairComparison } from './pair-comparisons/pair-comparison.ts'
export {
  startPairComparisons,
  type StartPairComparisonsInput,
} from './pair-comparisons/start-pair-comparisons.ts'
export { sweepMeasures } from '@mitoscope/analysis'
export { measures } from './measures/measures.ts'
export type { SlimReport } from './reports/slim-report.ts'
export { startReport, type StartReportInput } from './reports/start-report.ts'
export { compareSeries, type ComparedSeries, type CompareSeriesInput } from './metrics/compare-series.ts'
export type { BucketSum } from './metrics/buckets.ts'
export { decimateSeries, type DecimatedSeries, type DecimateRequest } from './metrics/decimate-series.ts'
export { exportPoints, type ExportedPoints, type ExportRequest } from './metrics/export-points.ts'
export { findDiverged } from './metrics/find-diverged.ts'
export { lastValue, findBranchSeries, findSeries, type MetricSeries } from './metrics/find-series.ts'
export type { LogBatchInput } from './metrics/parse-points.ts'
export { logMetrics } from './metrics/log-metrics.ts'
export type { MetricPoint, OnConflict, SeriesPoints, PointColumns } from './metrics/metric-points.ts'
export { asOneAsker } from './turns/fair-queue.ts'
export { takeTurn } from './turns/take-turn.ts'
export { listPoints, type PointsPage, type PointsRequest } from './metrics/list-points.ts'
export { selectBatch } from './metrics/select-batch.ts'
export type { Checkpoint } from './checkpoints/checkpoint.ts'
export { findCheckpoints, findCheckpointsOfRuns } from './checkpoints/find-checkpoints.ts'
export { findRepresented } from './checkpoints/find-represented.ts'
export {
  representCheckpoints,
  type RequestedCheckpoints,
  type RepresentCheckpointsInput,
} from './checkpoints/represent-checkpoints.ts'
export { registerCheckpoint, type RegisterCheckpointInput } from './checkpoints/register-checkpoint.ts'
export type { BlobStore } from './blobs/blob-store.ts'
export { countBytes } from './blobs/blob-records.ts'
export { findDownload, type Download, type DownloadKind } from './blobs/find-download.ts'
export { checkBlobs, type BlobCheck } from './purge/check-blobs.ts'
export { keptDays, purge, type PurgeInput, type PurgeReport } from './purge/purge.ts'
export { deleteRepresentation, restoreRepresentation } from './representations/delete-representation.ts'
export { findRepresentations, listRepresentations } from './representations/find-representations.ts'
export type { RepresentationRecord } from './representations/representation-record.ts'
export { findUpload, countReceived, cancelUpload, type Upload } from './uploads/upload.ts'
export { createUpload, type Declaration } from './uploads/create-upload.ts'
export { fileFormats, type FileFormat } from './uploads/file-formats.ts'
export { resumeUploads, finishUpload } from './uploads/finish-upload.ts'
export { openStaging } from './uploads/staging.ts'
export { receiveWhole } from './uploads/receive-whole.ts'
export { emptyAggregate, type Aggregate } from './aggregates/aggregate.ts'
export { aggregateScopes } from './aggregates/aggregate-scopes.ts'
export type { Quantity } from './aggregates/quantity.ts'
export { findModelReports } from './models/find-model-reports.ts'
export { findWidths } from './widths/find-widths.ts'
export { listWidths, type ListWidths } from './widths/list-widths.ts'
export { scopeOf, widthId, type ModelWidth } from './widths/model-width.ts'
export type { MetricSummary } from './runs/filter/run-joins.ts'
export {
  groupRuns,
  listRunsOfGroups,
  type GroupField,
  type GroupRuns,
  type RunGroup,
} from './aggregates/group-runs.ts'
export { compareRuns, type RunComparison } from './comparison/compare-runs.ts'
export { compareWidths, type WidthComparison } from './comparison/compare-widths.ts'
export type { Difference } from './comparison/list-differences.ts'
