// SPDX-License-Identifier: Apache-2.0
// Resolves package-lock.json anew, so that a clean `npm ci` accepts it. Two traps, both met:
//   npm picks older packages when it runs on an older Node.js, so it is run on the packaged one;
//   where a registry lacks a package's build for some other platform, npm leaves it out of the lock file without a word,
//   and `npm ci` then refuses the file ("Missing: … from lock file"). Such entries are written in here.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const LOCK = join(ROOT, 'package-lock.json');
const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

const npm = process.env.npm_execpath;
if (!npm || Number(process.versions.node.split('.')[0]) < 24) {
  console.error('Run it as `npm run lock`, after `npm ci`, so that npm runs on the packaged Node.js 24.');
  process.exit(1);
}
const { status } = spawnSync(process.execPath, [npm, 'install', '--package-lock-only'], {
  cwd: ROOT,
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

const lock = JSON.parse(readFileSync(LOCK, 'utf8'));
const added = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name)) continue;
    const { cpu, libc, os } = platformOf(name);
    const version = range.replace(/^[\^~=]+/, '');
    // In the order in which npm itself writes them, so that resolving twice changes nothing.
    lock.packages[`node_modules/${name}`] = { version, cpu, dev: entry.dev, libc, optional: true, os };
    added.push(name);
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(sorted);
writeFileSync(LOCK, `${JSON.stringify(lock, undefined, 2)}\n`);
console.log(added.length === 0 ? 'nothing was missing' : `written in: ${added.join(', ')}`);

function isLocked(path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

function platformOf(name) {
  const words = name.split(/[/_-]/).map((word) => (word === 'windows' ? 'win32' : word));
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = words.includes('musl') ? ['musl'] : [];
  const orAbsent = (list) => (list.length > 0 ? list : undefined);
  return { cpu: orAbsent(cpu), libc: orAbsent(libc), os: orAbsent(os) };
}
