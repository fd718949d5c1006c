/** Entries of a page where its size is not said, and the most that it has. */
export const page = { usual: 50, most: 500 }

/** Points of a metric where their number is not said, by the field that reads them, and the most that it reads. */
export const points = {
  usual: {
    'MetricSeries.values': 1_000,
    'MetricSeries.decimated': 1_000,
    'Query.metricSeries': 500,
  } as Readonly<Record<string, number>>,
  most: 10_000,
}

/** Entries of a list that has no page of its own, as far as its name tells: most have a few. */
export const usualList = 10

/**
 * Entries of lists that can be long: a number where they are what a lab usually has; `points` for one entry per point,
 * `buckets` for half of them and `ids` for one per id, as many as the field asks for within which they stand.
 */
export const listSizes: Readonly<Record<string, number | 'points' | 'buckets' | 'ids'>> = {
  'ComparedSeries.steps': 'points',
  'ComparedSeries.mean': 'points',
  'ComparedSeries.std': 'points',
  'ComparedSeries.sem': 'points',
  'ComparedSeries.ci95': 'points',
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
  'Curve.n': 50,
  'CurvesResult.sizes': 50,
  'Floor.values': 50,
  'SweepProgress.cells': 200,
  'TrainingRun.checkpoints': 50,
  'TrainingRun.metrics': 5,
  'Project.members': 20,
}
