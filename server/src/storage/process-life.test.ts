// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { birthOf, commandLineOf, isNumberTaken, waitFor } from './process-life.ts';

test('birthOf() stays the same while a process lives and is undefined for one that ended', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const pid = child.pid ?? 0;
  const birth = birthOf(pid);
  expect(birth).toMatch(/\S/);
  expect(birthOf(pid)).toBe(birth);
  expect(commandLineOf(pid)).toContain('setInterval');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  expect(birthOf(pid)).toBeUndefined();
  expect(isNumberTaken(pid)).toBe(false);
});

test.runIf(process.platform === 'linux')('birthOf() counts a process that nobody has reaped as dead', async () => {
  // The shell starts a child and becomes `sleep`, which never asks after it.
  const parent = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec sleep 60']);
  const pid = await new Promise<number>((resolve) =>
    parent.stdout.once('data', (text: Buffer) => resolve(Number(text))),
  );
  expect(await waitFor(() => birthOf(pid) === undefined, 10_000)).toBe(true);
  expect(isNumberTaken(pid)).toBe(true);
  parent.kill('SIGKILL');
});

test('isNumberTaken() is true for a process of another user', () => {
  expect(isNumberTaken(1)).toBe(true);
  expect(isNumberTaken(spawnSync(process.execPath, ['--version']).pid)).toBe(false);
});

test('waitFor() looks once more when the time is over', async () => {
  let looked = 0;
  const look = () => {
    looked += 1;
    return false;
  };
  expect(await waitFor(look, 30)).toBe(false);
  expect(looked).toBeGreaterThan(1);
  expect(await waitFor(() => true, 0)).toBe(true);
});
