// SPDX-License-Identifier: Apache-2.0
export { type Example, listExamples } from './examples.ts';
export { papersNotKnownBy, sourceKnownBy } from './known-by.ts';
export { LocalFileError, type LocalFileErrorCode } from './local-file-error.ts';
export { PROJECT_FOLDERS } from './project-folders.ts';
export { listDossierFolder, readDossierAt, readDossierEntries } from './read-dossier-folder.ts';
export { type LoadedRequirements, readRequirements } from './requirement-files.ts';
export { readReceipt, readStatements, readTrust, type Trust, withLogPolicies } from './trust-folder.ts';
