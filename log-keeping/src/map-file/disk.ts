// SPDX-License-Identifier: Apache-2.0
import { fdatasync, write } from 'node:fs';
import { promisify } from 'node:util';

/** What the map needs for writing; given, so that a test can let it fail. */
export interface Disk {
  /** Returns how many of the bytes were taken. */
  write(fd: number, bytes: Uint8Array, position: number): Promise<number>;
  /** When it returns, all that was written to the file is durable. */
  sync(fd: number): Promise<void>;
}

const writeTo = promisify(write);
const syncData = promisify(fdatasync);

/** The disk of this machine. */
export const nodeDisk: Disk = {
  write: async (fd, bytes, position) => (await writeTo(fd, bytes, 0, bytes.length, position)).bytesWritten,
  sync: (fd) => syncData(fd),
};

/** Writes all of it, however many calls that takes. */
export async function writeAll(
  disk: Disk,
  fd: number,
  { bytes, position }: { readonly bytes: Uint8Array; readonly position: number },
): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += await disk.write(fd, bytes.subarray(done), position + done);
}
