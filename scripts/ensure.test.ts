// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

// Stands in for npm: writes down that it was called, and lays out a vite that copies a file.
const NPM = `
import { appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
appendFileSync('calls.log', 'npm ' + process.argv.slice(2).join(' ') + '\\n');
if (process.env.NPM_DOES === 'fail') { console.error('npm error code ETARGET no such version'); process.exit(1); }
rmSync('node_modules', { recursive: true, force: true });
mkdirSync('node_modules/vite/bin', { recursive: true });
if (process.env.NPM_DOES === 'die') process.kill(process.ppid, 'SIGKILL');
if (process.env.NPM_DOES === 'hang') {
  writeFileSync('npm.pid', String(process.pid));
  setInterval(() => {}, 1_000);
  await new Promise(() => {});
}
if (process.env.NPM_DOES === 'take-long') await new Promise((resolve) => setTimeout(resolve, 500));
cpSync('fake-vite.js', 'node_modules/vite/bin/vite.js');
writeFileSync('node_modules/vite/package.json', '{"type": "module"}');
`;
const VITE = `
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
appendFileSync('../calls.log', 'vite\\n');
const page = readFileSync('index.html', 'utf8');
if (page.includes('broken')) { console.error('no such tag'); process.exit(1); }
const out = process.argv[process.argv.indexOf('--outDir') + 1];
mkdirSync(out);
writeFileSync(out + '/index.html', page);
`;
const LOCK = { packages: { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } } };

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'checkout-'));
  cpSync(join(import.meta.dirname, 'ensure.mjs'), join(root, 'scripts', 'ensure.mjs'));
  cpSync(join(import.meta.dirname, 'ensure'), join(root, 'scripts', 'ensure'), { recursive: true });
  put('package.json', '{"type": "module"}');
  put('package-lock.json', JSON.stringify(LOCK));
  put('npm-cli.js', NPM);
  put('fake-vite.js', VITE);
  put('portal/index.html', 'first page');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function get(path: string): string | undefined {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
}

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ensure(
  options: readonly string[] = [],
  { npmDoes = '', node = '', onStart = (_: ChildProcess): unknown => undefined } = {},
): Promise<Run> {
  // The number of Node.js that the script believes to run on.
  const preload = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${node}' } })`;
  const flags = node === '' ? [] : ['--import', `data:text/javascript,${encodeURIComponent(preload)}`];
  const env = {
    PATH: process.env.PATH,
    npm_execpath: join(root, 'npm-cli.js'),
    npm_node_execpath: process.execPath,
    NPM_DOES: npmDoes,
  };
  const child = spawn(process.execPath, [...flags, join(root, 'scripts', 'ensure.mjs'), ...options], { env, cwd: '/' });
  onStart(child);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk) => (output[name] = output[name] + chunk));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, ...output })));
}

const calls = (): readonly string[] =>
  (get('calls.log') ?? '')
    .split('\n')
    .map((line) => line.split(' --')[0] ?? '')
    .slice(0, -1);

test('ensure installs once, says so on stderr only, and is silent when there is nothing to do', async () => {
  const first = await ensure();
  expect(first).toMatchObject({ status: 0, stdout: '' });
  expect(first.stderr).toContain('installing packages');
  expect(await ensure()).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(calls()).toEqual(['npm ci']);
});

test('ensure installs again when the lock file changed', async () => {
  await ensure();
  put('package-lock.json', JSON.stringify({ ...LOCK, changed: true }));
  await ensure();
  expect(calls()).toEqual(['npm ci', 'npm ci']);
});

test('ensure does not take an installation that was cut short for a whole one', async () => {
  expect((await ensure([], { npmDoes: 'die' })).status).not.toBe(0);
  expect(existsSync(join(root, 'node_modules'))).toBe(true);
  expect((await ensure()).status).toBe(0);
  expect(calls()).toEqual(['npm ci', 'npm ci']);
});

test('ensure tries a failed installation once more, then gives the words of npm and leaves no stamp', async () => {
  const failed = await ensure([], { npmDoes: 'fail' });
  expect(failed.status).toBe(1);
  expect(failed.stderr).toContain('ETARGET no such version');
  expect(calls()).toEqual(['npm ci', 'npm ci']);
  expect((await ensure()).status).toBe(0);
});

test('ensure lets one of several runs install, and the others wait for it', async () => {
  const runs = await Promise.all([1, 2, 3].map(() => ensure([], { npmDoes: 'take-long' })));
  expect(runs.map(({ status }) => status)).toEqual([0, 0, 0]);
  expect(calls()).toEqual(['npm ci']);
});

test.each([
  ['died', '999999999', new Date()],
  ['has not been heard of, though its number is in use', String(process.pid), new Date(Date.now() - 3_600_000)],
])('ensure takes over from a holder of the lock that %s', async (_name, pid, at) => {
  put('.touchstone/ensure.lock', pid);
  utimesSync(join(root, '.touchstone/ensure.lock'), at, at);
  expect((await ensure()).status).toBe(0);
  expect(existsSync(join(root, '.touchstone/ensure.lock'))).toBe(false);
});

test.each(['SIGTERM', 'SIGINT'] as const)('ensure ends its installation when %s ends it', async (signal) => {
  const started: ChildProcess[] = [];
  const run = ensure([], { npmDoes: 'hang', onStart: (child) => started.push(child) });
  while (!get('npm.pid')) await new Promise((resolve) => setTimeout(resolve, 20));
  const pid = Number(get('npm.pid'));
  try {
    started[0]?.kill(signal);
    const { status, stderr } = await run;
    expect([status, stderr]).toEqual([1, expect.stringContaining(`stopped by ${signal}`)]);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(existsSync(join(root, '.touchstone/ensure.lock'))).toBe(false);
    expect(calls()).toEqual(['npm ci']);
  } finally {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended, as it should.
    }
  }
  expect((await ensure()).status).toBe(0);
});

const installed = (entry: object): string => JSON.stringify({ packages: { 'node_modules/a': entry } });

test('ensure believes an installation by hand when it is the one that the lock file names', async () => {
  put('node_modules/a/package.json', '{}');
  put('node_modules/.package-lock.json', installed(LOCK.packages['node_modules/a']));
  await ensure();
  expect(calls()).toEqual([]);
});

test.each([
  ['has another version', installed({ version: '0.9.0', integrity: 'sha512-a' }), true],
  ['has other bytes', installed({ version: '1.0.0', integrity: 'sha512-b' }), true],
  ['lacks a package', '{"packages": {}}', true],
  ['lost a folder', installed(LOCK.packages['node_modules/a']), false],
])('ensure installs over an installation by hand that %s', async (_name, record, hasFolder) => {
  if (hasFolder) put('node_modules/a/package.json', '{}');
  put('node_modules/.package-lock.json', record);
  await ensure();
  expect(calls()).toEqual(['npm ci']);
});

test('ensure builds the portal when its sources, the contract or its libraries changed, and not for a changed test', async () => {
  await ensure(['--portal']);
  expect(get('portal/dist/index.html')).toBe('first page');
  put('portal/page.test.ts', 'changed');
  await ensure(['--portal']);
  expect(calls()).toEqual(['npm ci', 'vite']);
  put('portal/index.html', 'second page');
  await ensure(['--portal']);
  expect(get('portal/dist/index.html')).toBe('second page');
  put('contract/src/index.ts', 'export {}');
  await ensure(['--portal']);
  expect(calls()).toEqual(['npm ci', 'vite', 'vite', 'vite']);
  put('libraries/metrology/src/distributions/index.ts', 'export {}');
  await ensure(['--portal']);
  expect(calls()).toEqual(['npm ci', 'vite', 'vite', 'vite', 'vite']);
});

test('ensure keeps the old pages when a build fails, and tries again the next time', async () => {
  await ensure(['--portal']);
  put('portal/index.html', 'broken');
  const failed = await ensure(['--portal']);
  expect(failed.status).toBe(1);
  expect(failed.stderr).toContain('no such tag');
  expect(get('portal/dist/index.html')).toBe('first page');
  put('portal/index.html', 'first page');
  await ensure(['--portal']);
  expect(get('portal/dist/index.html')).toBe('first page');
});

test('ensure --browser writes down why there is no browser, and lets everything else go on', async () => {
  put('.touchstone/browser.json', '{"missing": "from an earlier run"}');
  // Whatever this machine has installed is found or not; the package is not there in either case.
  expect((await ensure(['--browser'])).status).toBe(0);
  const choice = JSON.parse(get('.touchstone/browser.json') ?? '') as { missing?: string; executablePath?: string };
  expect(choice.executablePath ?? choice.missing).not.toBe('from an earlier run');
  expect(choice.missing ?? '').toContain(choice.executablePath === undefined ? 'CHROME_PATH' : '');
});

test('ensure refuses a Node.js that is too old to set up, or to run the program where none is packaged', async () => {
  const tooOld = await ensure([], { node: '18.20.4' });
  expect(tooOld.status).toBe(1);
  expect(tooOld.stderr).toContain('20.19');
  expect(calls()).toEqual([]);
  const cannotRun = await ensure([], { node: '20.19.0' });
  expect(cannotRun.status).toBe(1);
  expect(cannotRun.stderr).toContain('22.18');
  expect((await ensure([], { node: '22.18.0' })).status).toBe(0);
});

test('ensure refuses an option that it does not know', async () => {
  expect((await ensure(['--poratl'])).status).toBe(1);
  expect(calls()).toEqual([]);
});
