// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimDataDirectory } from './embedded-postgres-claim.ts';
import { birthOf } from './process-life.ts';

let folder = '';
let data = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claim-'));
  data = join(folder, 'postgres');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const leave = (number: number, text: string) => writeFileSync(`${data}.claim-${number}`, text);
const deadPid = () => spawnSync(process.execPath, ['--version']).pid;

test('claimDataDirectory() refuses while the holder lives and names it', () => {
  const claim = claimDataDirectory(data);
  expect(() => claimDataDirectory(data)).toThrow(
    expect.objectContaining({ code: 'ALREADY_RUNNING', data: { pid: process.pid } }),
  );
  claim.release();
  claimDataDirectory(data).release();
});

test('claimDataDirectory() makes the folder around, and leaves one file after many claims', () => {
  const deep = join(folder, 'not', 'yet', 'postgres');
  for (let count = 0; count < 5; count += 1) claimDataDirectory(deep).release();
  expect(readdirSync(join(folder, 'not', 'yet'))).toEqual(['postgres.claim-5']);
});

test('claimDataDirectory() keeps the claims of neighbouring directories apart', () => {
  const claim = claimDataDirectory(data);
  claimDataDirectory(`${data}-other`).release();
  expect(() => claimDataDirectory(data)).toThrow(expect.objectContaining({ code: 'ALREADY_RUNNING' }));
  claim.release();
});

test('claimDataDirectory() takes over from a holder that is dead', () => {
  leave(7, JSON.stringify({ pid: deadPid(), birth: 'then' }));
  claimDataDirectory(data);
  expect(readdirSync(folder)).toEqual(['postgres.claim-8']);
});

test('claimDataDirectory() takes over when the number of a dead holder went to another process', () => {
  leave(1, JSON.stringify({ pid: process.pid, birth: `${birthOf(process.pid)} but earlier` }));
  claimDataDirectory(data);
  expect(readdirSync(folder)).toEqual(['postgres.claim-2']);
});

test.each(['', '{"pid": 1', 'null is no holder'])('claimDataDirectory() takes over a claim that reads %j', (text) => {
  leave(1, text);
  claimDataDirectory(data);
  expect(readdirSync(folder)).toEqual(['postgres.claim-2']);
});

test('claimDataDirectory() believes the highest claim and not a stale one below it', () => {
  leave(1, JSON.stringify({ pid: deadPid(), birth: 'then' }));
  leave(2, JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) }));
  expect(() => claimDataDirectory(data)).toThrow(expect.objectContaining({ code: 'ALREADY_RUNNING' }));
});
