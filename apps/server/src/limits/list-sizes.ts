/** Default and largest size of a page. */
export const page = { usual: 50, most: 500 }

/** Default and largest number of points of a metric, by the field that reads them. */
export const points = {
  usual: {
    'MetricSeries.values': 1_000,
    'MetricSeries.decimated': 1_000,
    'Query.metricSeries': 500,
  } as Readonly<Record<string, number>>,
  most: 10_000,
}

/** Assumed entries of a list without pages whose name says nothing about its size: most have a few. */
export const usualList = 10

/**
 * Entries of lists that can be long: a number if a typical lab has that many; `points` for one entry per
 * point, `buckets` for half as many and `ids` for one per id that the surrounding field requests.
 */
export const listSizes: Readonly<Record<string, number | 'points' | 'buckets' | 'ids'>> = {
  'ComparedSeries.steps': 'points',
  'ComparedSeries.mean': 'points',
  'ComparedSeries.std': 'points',
  'ComparedSeries.sem': 'points',
  'ComparedSeries.ci95': 'points',
  'ComparedSeries.low': 'points',
  'ComparedSeries.high': 'points',
  'ComparedSeries.n': 'points',
  'ComparedSeries.runs': 'ids',
  'ComparedSeriesRun.values': 'points',
  'DecimatedSeries.steps': 'points',
  'DecimatedSeries.values': 'points',
  'DecimatedSeries.buckets': 'buckets',
  'MetricPointsPage.steps': 'points',
  'MetricPointsPage.values': 'points',
  'AnalysisComparison.runs': 'ids',
  'RunComparison.runs': 'ids',
  'WidthComparison.widths': 'ids',
  'MetricComparison.last': 'ids',
  'MetricComparison.min': 'ids',
  'MetricComparison.max': 'ids',
  'ConfigDifference.values': 'ids',
  'WidthMetricComparison.aggregates': 'ids',
  'LoggedPoints.steps': 1_000,
  'LoggedPoints.values': 1_000,
  'MatrixResult.values': 2_500,
  'MatrixResult.pairs': 100,
  'MatrixResult.labels': 50,
  'PartitionResult.between': 2_500,
  'PartitionResult.groups': 50,
  'NeuronGroup.neurons': 50,
  'Curve.mean': 50,
  'Curve.std': 50,
  'Curve.sem': 50,
  'Curve.ci95': 50,
  'Curve.low': 50,
  'Curve.high': 50,
  'Curve.n': 50,
  'CurvesResult.sizes': 50,
  'Floor.values': 50,
  'SweepProgress.cells': 200,
  'TrainingRun.checkpoints': 50,
  'TrainingRun.metrics': 5,
  'Project.members': 20,
  'Claim.history': 100,
  'ClaimJudgement.ours': 40,
  'ClaimsUpdate.claims': 50,
}
