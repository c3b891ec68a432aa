// SPDX-License-Identifier: Apache-2.0
// A real browser for tests: `const browser = await openBrowser()`, then the pages of playwright; close it in afterAll.
// `npm test` chose it beforehand (scripts/ensure.mjs --browser); CHROME_PATH names another. The one among the packages
// knows no Chinese font: pages bring a web font, or their hanzi are blank on a screenshot.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

type Choice =
  | {
      readonly executablePath: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    }
  | { readonly missing: string };

/** Launches the browser that was made ready for the tests; throws what to do when there is none. */
export async function openBrowser(): Promise<Browser> {
  const choice = readChoice();
  if ('missing' in choice) throw new Error(choice.missing);
  const env = Object.fromEntries(
    Object.entries({ ...process.env, ...choice.env }).filter(([, value]) => value !== undefined),
  );
  const browser = await chromium.launch({
    executablePath: choice.executablePath,
    args: [...choice.args],
    env: env as Record<string, string>,
    timeout: PATIENCE,
  });
  browser.on('context', (context) => context.setDefaultTimeout(PATIENCE));
  return browser;
}

/** Milliseconds that a page may take to show what is waited for, on a machine that may be slow and busy. */
const PATIENCE = 120_000;

function readChoice(): Choice {
  try {
    return JSON.parse(
      readFileSync(join(import.meta.dirname, '..', '..', '.touchstone', 'browser.json'), 'utf8'),
    ) as Choice;
  } catch (cause) {
    throw new Error('No browser was made ready: run `node scripts/ensure.mjs --browser`, as `npm test` does.', {
      cause,
    });
  }
}
