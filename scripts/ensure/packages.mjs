// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT, readIfThere, SetupError, say, writeWhole } from './checkout.mjs';

const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.touchstone-lock');

/** What the installed packages must have been installed from: this lock file, on this kind of machine. */
export function packagesKey() {
  return createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .update(`\0${process.platform} ${process.arch}`)
    .digest('hex');
}

/** True when node_modules is known to hold exactly what the lock file names. */
export function arePackagesReady() {
  return readIfThere(STAMP)?.trim() === packagesKey();
}

/** Installs what the lock file names, unless somebody already did so by hand. */
export async function installPackages() {
  if (isInstalledByHand()) return;
  rmSync(STAMP, { force: true });
  say('installing packages (about 40 s the first time) …');
  const started = Date.now();
  // The first try believes what npm has cached; the second asks the registry for everything.
  let result = await npm('ci', '--include=dev', '--include=optional', '--loglevel=error', '--prefer-offline');
  if (result.code !== 0 && !result.output.includes('EUSAGE')) {
    say('npm ci failed; once more, asking the registry for everything …');
    result = await npm('ci', '--include=dev', '--include=optional', '--loglevel=error');
  }
  if (result.code !== 0) throw new SetupError(explain(result));
  say(`packages installed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Says that the packages are ready. Called last, so that an installation cut short is never taken for a whole one. */
export function stampPackages() {
  writeWhole(STAMP, `${packagesKey()}\n`);
}

// npm writes its own record at the very end of an installation.
function isInstalledByHand() {
  const record = readIfThere(join(MODULES, '.package-lock.json'));
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    const found = installed[path];
    if (found === undefined) return entry.optional === true && !isBuiltForThisMachine(entry);
    const isSame = found.version === entry.version && found.integrity === entry.integrity;
    return isSame && existsSync(join(ROOT, path));
  });
}

// Which C library this machine has is not worth finding out: those packages are taken as they are, there or not.
function isBuiltForThisMachine({ os, cpu, libc }) {
  return os?.includes(process.platform) === true && cpu?.includes(process.arch) === true && libc === undefined;
}

function npm(...args) {
  const [command, first] = npmCommand();
  const child = spawn(command, [...first, ...args], {
    cwd: ROOT,
    env: environmentForNpm(),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && first.length === 0,
    // In a group of its own, so that what npm has started ends with it.
    detached: process.platform !== 'win32',
  });
  // Whoever ends the set-up ends the installation: the next one would begin in the same folder.
  let stoppedBy;
  const stop = (signal) => {
    stoppedBy = signal;
    try {
      if (process.platform === 'win32') child.kill();
      else process.kill(-child.pid, 'SIGTERM');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };
  for (const signal of STOPPING) process.on(signal, stop);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-8_000);
    });
  }
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: -1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? -1, output }));
  });
  return ended.then((result) => {
    for (const signal of STOPPING) process.off(signal, stop);
    if (stoppedBy !== undefined) throw new SetupError(`stopped by ${stoppedBy} while packages were installed`);
    return result;
  });
}

const STOPPING = ['SIGTERM', 'SIGINT', 'SIGHUP'];

// Under `npm start`, npm names itself and the Node.js that runs it; pnpm and yarn set the first variable too.
function npmCommand() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  const isOurs = node?.startsWith(MODULES);
  if (script?.endsWith('npm-cli.js') && node && !isOurs && existsSync(script)) return [node, [script]];
  return ['npm', []];
}

// `npm ci` deletes node_modules first, so it must not run on the Node.js that lies in there.
function environmentForNpm() {
  const path = process.env.PATH ?? process.env.Path ?? '';
  const outside = path.split(delimiter).filter((folder) => !folder.startsWith(MODULES));
  const environment = { ...process.env, PATH: outside.join(delimiter) };
  for (const name of Object.keys(environment)) {
    // Settings of the outer npm command (silent, workspace, omit …) are not meant for this one.
    if (
      /^npm_(config_(omit|include|workspace|workspaces|production|only|global|loglevel|dry_run)|lifecycle_)/i.test(name)
    ) {
      delete environment[name];
    }
  }
  return environment;
}

function explain({ code, output }) {
  const beforeUsage = output.split('npm error Clean install a project')[0] ?? '';
  const end = beforeUsage.trim().split('\n').slice(-15).join('\n');
  let advice = 'Run `npm ci` in this folder to see all of it.';
  if (code === -1 || /not found|not recognized/.test(output)) {
    advice = 'Is npm installed and in PATH? It comes with Node.js.';
  } else if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONN|network/.test(output)) {
    advice = 'The package registry could not be reached: check the network, or `npm config get registry`.';
  } else if (/ENOSPC/.test(output)) {
    advice = 'The disk is full: about 1 GB is needed.';
  } else if (/EACCES|EPERM/.test(output)) {
    advice = 'Something in this folder belongs to another user: check the owner of node_modules.';
  }
  return `npm ci failed.\n${end}\n${advice}`;
}
