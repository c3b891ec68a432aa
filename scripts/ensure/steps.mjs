// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { isBrowserReady, prepareBrowser } from './browser.mjs';
import { SetupError, WORKROOM } from './checkout.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { arePackagesReady, installPackages, stampPackages } from './packages.mjs';
import { buildPortal, isPortalReady } from './portal.mjs';
import { areProgramsReady, joinPrograms } from './programs.mjs';
import { chooseRuntime, packagedNode } from './runtime.mjs';

const LOCK = join(WORKROOM, 'ensure.lock');
const KNOWN = new Set(['--portal', '--browser', '--programs']);

/** Brings the checkout to the state that the options ask for; returns at once when it is there already. */
export async function ensure(options) {
  const unknown = options.find((option) => !KNOWN.has(option));
  if (unknown !== undefined) throw new SetupError(`ensure.mjs knows ${[...KNOWN].join(', ')}, not ${unknown}`);
  const isReady = () =>
    arePackagesReady() &&
    (!options.includes('--portal') || isPortalReady()) &&
    (!options.includes('--browser') || isBrowserReady());
  if (!isReady()) await makeReady(options);
  if (options.includes('--programs')) await joinIfStale();
}

async function makeReady(options) {
  await oneAtATime(LOCK, async () => {
    // Looked at again, step by step: whoever held the lock before may have done it all.
    if (!arePackagesReady()) {
      await installPackages();
      chooseRuntime();
      stampPackages();
    }
    const node = packagedNode() ?? process.execPath;
    if (options.includes('--portal') && !isPortalReady()) buildPortal(node);
    if (options.includes('--browser') && !isBrowserReady()) prepareBrowser(node);
  });
}

/** The programs run without it, only more slowly: a checkout that cannot be written to is no fault. */
async function joinIfStale() {
  if (areProgramsReady()) return;
  try {
    await oneAtATime(LOCK, () => areProgramsReady() || joinPrograms(packagedNode() ?? process.execPath));
  } catch (error) {
    if (!['EROFS', 'EACCES', 'EPERM'].includes(error.code)) throw error;
  }
}
