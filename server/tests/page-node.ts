// SPDX-License-Identifier: Apache-2.0
// A node that serves the built pages, and a browser that visits them: opened before the tests of one file, closed after them.
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { TEST_DAY, type Visits, visitsOf } from './page-looks.ts';
import { openBrowser } from './real-browser.ts';
import { listen, type TestNode } from './test-node.ts';

/** What a node needs to serve the pages, which `npm test` has built, and to tell visitors apart. */
export const WITH_PAGES = {
  portalDirectory: join(import.meta.dirname, '..', '..', 'portal', 'dist'),
  trustProxy: '127.0.0.1',
} as const;

/** The node of a file of tests, where it answers, and visits to its pages; there from `beforeAll` on. */
export interface Pages {
  readonly node: TestNode;
  readonly url: string;
  readonly visits: Visits;
}

/** Pages of the node that `open` opens and fills. After each test the page is closed, and must have complained of nothing. */
export function pagesOver(open: () => Promise<TestNode>): Pages {
  const pages: { -readonly [Name in keyof Pages]?: Pages[Name] } = {};
  let browser: Browser | undefined;
  beforeAll(async () => {
    [pages.node, browser] = await Promise.all([open(), openBrowser()]);
    pages.url = await listen(pages.node);
    pages.visits = visitsOf(browser, TEST_DAY);
  });
  afterAll(async () => {
    await browser?.close();
    await pages.node?.end();
  });
  afterEach(async () => {
    await pages.visits?.close();
    expect(pages.visits?.complaints).toEqual([]);
  });
  return pages as Pages;
}
