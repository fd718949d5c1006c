/** Path at which metrics are read line by line. */
export const exportPath = '/export/metrics.ndjson'
