/** The text of documents.ts, from schema.graphql and documents/. Rejects where a document is not valid. */
export function generateDocuments(): Promise<string>
