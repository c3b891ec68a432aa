// SPDX-License-Identifier: Apache-2.0
// Pages in a real browser: opened by visitors of their own, signed in, and looked at by axe-core at a desk and on a phone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PASSWORD } from './test-node.ts';

export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 740 };

// Run by the debugger's protocol: the pages' own policy would refuse a script from elsewhere.
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RUN = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`;

/** As it is looked at: colours do not depend on the width, so that two looks see all of both. */
const LOOKS = [
  { colorScheme: 'light', viewport: DESK },
  { colorScheme: 'dark', viewport: PHONE },
] as const;

/** Opens pages one after another, each as a visitor of its own. */
export interface Visits {
  open(url: string, viewport?: typeof DESK, locale?: string): Promise<Page>;
  /** Errors of the page that is open; those that are expected are taken out by whoever expects them. */
  complaints: string[];
  close(): Promise<void>;
}

/** When the clocks of test nodes begin: a page that asks what day it is must not be of a later one. */
export const TEST_DAY = '2026-11-22T12:00:00Z';

/** Visits by a browser, at `now` where that is given; a page complains of every error and of every refusal of the content security policy. */
export function visitsOf(browser: Browser, now?: string): Visits {
  return manyVisitsOf(browser, now)();
}

/** Makes visits that go side by side, for tests that run at the same time: no two of them share a page or an address. */
export function manyVisitsOf(browser: Browser, now?: string): () => Visits {
  let visitors = 0;
  return () =>
    visitsFrom(browser, now, () => {
      visitors += 1;
      return `192.0.2.${visitors}`;
    });
}

function visitsFrom(browser: Browser, now: string | undefined, nextAddress: () => string): Visits {
  let context: BrowserContext | undefined;
  const visits: Visits = {
    complaints: [],
    async open(url, viewport = DESK, locale = 'en-GB') {
      visits.complaints = [];
      // Each visitor has an address: all from one would sign in more often in a minute than one address may.
      const extraHTTPHeaders = { 'x-forwarded-for': nextAddress() };
      context = await browser.newContext({ viewport, locale, acceptDownloads: true, extraHTTPHeaders });
      if (now !== undefined) await context.clock.setFixedTime(now);
      const page = await context.newPage();
      page.on('console', (message) => {
        // Who nobody is yet is told by 401, which the browser writes down.
        const isQuestion = message.text().includes('status of 401');
        if (['error', 'warning'].includes(message.type()) && !isQuestion) visits.complaints.push(message.text());
      });
      page.on('pageerror', (error) => visits.complaints.push(String(error)));
      await page.goto(url);
      await page.locator('h1').waitFor();
      return page;
    },
    close: async () => context?.close(),
  };
  return visits;
}

/** By how much a page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  return Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'));
}

/** Signs in by the form, whatever the language. */
export async function signIn(page: Page, login: string, password = PASSWORD): Promise<void> {
  const form = page.locator('form', { has: page.locator('input[type=password]') });
  await form.locator('input').first().fill(login);
  await form.locator('input[type=password]').fill(password);
  await form.locator('button[type=submit]').click();
}

/** What axe-core finds serious or critical as the page is. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return (await page.evaluate(RUN)) as readonly string[];
}

/** What axe-core finds by day and in the dark, and what is wider than a desk's screen or a phone's. */
export async function faultsOf(page: Page): Promise<readonly unknown[]> {
  await page.evaluate(AXE);
  const found: unknown[] = [];
  for (const { colorScheme, viewport } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    const faults = (await page.evaluate(RUN)) as readonly string[];
    const wider = await overflow(page);
    if (faults.length > 0 || wider > 0) found.push({ colorScheme, viewport, faults, wider });
  }
  return found;
}
