// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPortalNode } from './portal-node.ts';
import { openBrowser } from './real-browser.ts';

// Run by the debugger's protocol: the pages' own policy would refuse a script from elsewhere.
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RUN = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
  .map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map(({ target }) => target.join(' ')) })))`;

const SIZES = { 'a desk': { width: 1280, height: 900 }, 'a phone': { width: 360, height: 740 } } as const;
const VIEWS = Object.entries(SIZES).flatMap(([device, viewport]) =>
  (['en-GB', 'zh-CN'] as const).flatMap((locale) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ device, viewport, locale, colorScheme })),
  ),
);

let node: Awaited<ReturnType<typeof openPortalNode>>;
let browser: Browser;
let pages: Readonly<Record<string, string>>;

beforeAll(async () => {
  [node, browser] = await Promise.all([openPortalNode(), openBrowser()]);
  const attestations = (await (await fetch(`${node.url}/api/accreditations?limit=1`)).json()) as {
    readonly items: readonly { readonly issuer: string; readonly statementId: string }[];
  };
  const [kept] = attestations.items;
  if (kept === undefined) throw new Error('the demonstration put no accreditation on record');
  pages = {
    '/': 'select',
    '/#tab=verify': '#verify-title',
    '/#example=tuna&markets=CN-GD,HK,MO&on=2026-11-22': '#coverage',
    '/#example=tuna&markets=HK,MO&on=2026-11-22&cell=HK~limit:mehg': '[role=dialog] [data-broken]',
    '/#example=wolfberry-leaf-tampered&markets=HK&on=2026-11-22': '#documents',
    [`/statements/${encodeURIComponent(kept.issuer)}/${encodeURIComponent(kept.statementId)}`]: '#proofs',
    '/statements/did:web:nobody.example/urn:uuid:01941f29-7c00-77b5-beb3-195a065d96e0': '#statement',
  };
});
afterAll(async () => {
  await browser?.close();
  await node?.end();
});

describe.each(VIEWS)('the portal on $device, $locale, $colorScheme', ({ viewport, locale, colorScheme }) => {
  it('breaks no rule of axe-core seriously on any page, and is nowhere wider than the screen', async () => {
    const context = await browser.newContext({ viewport, locale, colorScheme });
    const found: unknown[] = [];
    for (const [path, awaited] of Object.entries(pages)) {
      const page = await context.newPage();
      await page.goto(node.url + path);
      await page.locator(awaited).first().waitFor();
      await page.evaluate(AXE);
      const violations = (await page.evaluate(RUN)) as readonly { readonly impact: string }[];
      found.push(...violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'));
      const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'));
      if (overflow > 0) found.push({ path, overflow });
      await page.close();
    }
    await context.close();
    expect(found).toEqual([]);
  });
});

it('the page of a statement says what it is, what became of it and how it is known, and gives its exact bytes', async () => {
  const context = await browser.newContext({ viewport: SIZES['a desk'], locale: 'en-GB' });
  const page = await context.newPage();
  const [path = ''] = Object.keys(pages).filter((each) => each.startsWith('/statements/did%3A'));
  await page.goto(node.url + path);
  await page.locator('#proofs').waitFor();
  expect(await page.locator('#statement').textContent()).toBe('statutory qualification');
  const shown = (await page.textContent('main')) ?? '';
  expect(shown).toMatch(/in force from 2025-01-01 until 2028-12-31/);
  expect(shown).toContain('eddsa-jcs-2022');
  expect(await page.getByText('Nothing was changed since signing').count()).toBe(1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as JSON' }).click(),
  ]);
  const api = path.replace('/statements/', '/api/statements/');
  expect(readFileSync(await download.path(), 'utf8')).toBe(await (await fetch(node.url + api)).text());
  await context.close();
});
