// SPDX-License-Identifier: Apache-2.0
export { type Disk, nodeDisk } from './disk.ts';
export { MapFile, type MapFileOptions, type MapState } from './map-file.ts';
export type { MapFileBatch } from './map-file-batch.ts';
export { MapFileError, type MapFileErrorCode } from './map-file-error.ts';
