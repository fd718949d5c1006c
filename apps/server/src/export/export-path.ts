/** Path of the line-by-line export of metrics. */
export const exportPath = '/export/metrics.ndjson'
