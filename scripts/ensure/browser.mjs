// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ROOT, readIfThere, say, WORKROOM, writeWhole } from './checkout.mjs';

// What the tests read: how to launch the browser, or why there is none.
const CHOICE = join(WORKROOM, 'browser.json');
const PACKAGE = join(ROOT, 'node_modules', '@sparticuz', 'chromium');

/** True when a browser was chosen before and is still where it was. */
export function isBrowserReady() {
  const text = readIfThere(CHOICE);
  if (text === undefined) return false;
  const { executablePath } = JSON.parse(text);
  const asked = process.env.CHROME_PATH;
  return existsSync(executablePath ?? '') && (!asked || asked === executablePath);
}

/**
 * Chooses the browser of the tests: CHROME_PATH, else one that is installed, else the one among the packages.
 * Without any, the reason is written down and shown; the tests that need a browser then fail with it, the others run.
 */
export function prepareBrowser(node) {
  const choice = installedBrowser() ?? unpackedBrowser(node);
  writeWhole(CHOICE, `${JSON.stringify(choice, undefined, 2)}\n`);
  if (choice.missing) say(choice.missing);
}

function installedBrowser() {
  const asked = process.env.CHROME_PATH;
  if (asked && !existsSync(asked)) return { missing: `CHROME_PATH names ${asked}, which is not there.` };
  const executablePath = asked || usualPlaces().find((path) => existsSync(path));
  if (executablePath === undefined) return undefined;
  return { executablePath, args: sandboxArguments(), env: {} };
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    const applications = ['/Applications', join(homedir(), 'Applications')];
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return applications.flatMap((folder) => names.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`));
  }
  if (process.platform === 'win32') {
    const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return folders.filter(Boolean).flatMap((folder) => programs.map((program) => join(folder, program)));
  }
  return ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'].map((name) => `/usr/bin/${name}`);
}

// Chromium refuses to run as root inside its sandbox.
function sandboxArguments() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

// The package unpacks into the temporary folder and takes whatever version lies there, so each version gets its own.
// It brings the libraries that a bare Debian lacks, but unpacks them only where it believes to be on AWS Lambda.
function unpackedBrowser(node) {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(PACKAGE)) {
    return {
      missing: `no browser for ${process.platform} ${process.arch}: install Chromium or Chrome, or set CHROME_PATH.`,
    };
  }
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const shelf = join(WORKROOM, 'browsers');
  const place = join(shelf, `chromium-${version}`);
  if (!existsSync(place)) {
    say('unpacking a browser for the tests …');
    rmSync(shelf, { recursive: true, force: true });
    const part = `${place}.part`;
    mkdirSync(part, { recursive: true });
    const program = "import('@sparticuz/chromium').then((it) => it.default.executablePath())";
    const env = { ...process.env, TMPDIR: part, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };
    const result = spawnSync(node, ['-e', program], { cwd: ROOT, env, encoding: 'utf8' });
    if (result.status !== 0 || !readdirSync(part).includes('chromium')) {
      return { missing: `unpacking @sparticuz/chromium ${version} failed: ${result.stderr}` };
    }
    renameSync(part, place);
  }
  writeFontConfiguration(place);
  const executablePath = join(place, 'chromium');
  const env = { LD_LIBRARY_PATH: join(place, 'al2023', 'lib'), FONTCONFIG_PATH: join(place, 'fonts') };
  const trial = spawnSync(executablePath, ['--version'], { env: { ...process.env, ...env }, encoding: 'utf8' });
  if (trial.status !== 0) {
    return {
      missing: `@sparticuz/chromium ${version} does not run here: ${trial.stderr}\nInstall Chromium or set CHROME_PATH.`,
    };
  }
  return { executablePath, args: ['--no-sandbox', '--no-zygote'], env };
}

// Its own configuration names folders of AWS Lambda: without any font the browser dies at the first <input>.
function writeFontConfiguration(place) {
  const folders = [join(place, 'fonts', 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  const lines = [
    ...folders.map((folder) => `<dir>${folder}</dir>`),
    `<cachedir>${join(place, 'font-cache')}</cachedir>`,
  ];
  const head = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n';
  writeWhole(join(place, 'fonts', 'fonts.conf'), `${head}<fontconfig>\n${lines.join('\n')}\n</fontconfig>\n`);
}
