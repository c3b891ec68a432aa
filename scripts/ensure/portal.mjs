// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hashOfTree, ROOT, readIfThere, SetupError, say, writeWhole } from './checkout.mjs';
import { packagesKey } from './packages.mjs';

const PORTAL = join(ROOT, 'portal');
const BUILT = join(PORTAL, 'dist');
const STAMP = join(BUILT, '.sources');

/** True when the built pages were made from the sources as they are now. */
export function isPortalReady() {
  return !existsSync(join(PORTAL, 'index.html')) || readIfThere(STAMP) === portalKey();
}

/** Builds the pages beside the old ones and swaps, so that a build cut short leaves the old pages in place. */
export function buildPortal(node) {
  say('building the portal …');
  const next = `${BUILT}.next`;
  const key = portalKey();
  rmSync(next, { recursive: true, force: true });
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--outDir', next, '--emptyOutDir', '--logLevel', 'error'];
  const result = spawnSync(node, args, { cwd: PORTAL, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (result.status !== 0) throw new SetupError(`vite build failed.\n${result.stdout}${result.stderr}`);
  rmSync(BUILT, { recursive: true, force: true });
  renameSync(next, BUILT);
  writeWhole(STAMP, key);
}

function portalKey() {
  const isMade = (name) =>
    name === 'dist' || name === 'dist.next' || name === 'node_modules' || name.endsWith('.test.ts');
  const libraries = ['identifiers', 'metrology'].map((name) => join(ROOT, 'libraries', name, 'src'));
  return `${packagesKey()} ${hashOfTree([PORTAL, join(ROOT, 'contract'), ...libraries], isMade)}\n`;
}
