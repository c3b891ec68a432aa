// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { say } from './checkout.mjs';

const HEARTBEAT_MS = 2_000;
const SILENT_MS = 30_000; // a holder that has not beaten for so long is gone, even if its number was given out again

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Runs `work` while no other process on this machine runs it with the same lock file.
 * A holder that died is replaced; the file lies outside of node_modules, which `npm ci` deletes.
 */
export async function oneAtATime(lockFile, work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  let told = false;
  while (!take(lockFile)) {
    if (isAbandoned(lockFile)) clear(lockFile);
    else {
      if (!told) say('another process is setting up this checkout; waiting for it …');
      told = true;
      await pause(200);
    }
  }
  const heartbeat = setInterval(() => beat(lockFile), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    removeIfThere(lockFile);
  }
}

function take(lockFile) {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function beat(lockFile) {
  const now = new Date();
  try {
    utimesSync(lockFile, now, now);
  } catch {
    // Somebody deleted .touchstone while we work; the work itself is still worth finishing.
  }
}

function isAbandoned(lockFile) {
  try {
    const silentFor = Date.now() - statSync(lockFile).mtimeMs;
    const pid = Number(readFileSync(lockFile, 'utf8'));
    // An empty file was created a moment ago, and its number is being written.
    return silentFor > SILENT_MS || (pid > 0 && !isAlive(pid));
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// Two waiters may both see a dead holder. Only the one that makes this folder may remove the file, after looking again:
// otherwise the slower of them would remove the lock that the faster has just taken.
function clear(lockFile) {
  const guard = `${lockFile}.clearing`;
  try {
    mkdirSync(guard);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (ageOf(guard) > SILENT_MS) rmdirSync(guard);
    return;
  }
  try {
    if (isAbandoned(lockFile)) removeIfThere(lockFile);
  } finally {
    rmdirSync(guard);
  }
}

function ageOf(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function removeIfThere(path) {
  try {
    unlinkSync(path);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
