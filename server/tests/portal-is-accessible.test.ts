// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, overflow, PHONE, violationsOf } from './page-looks.ts';
import { openPortalNode } from './portal-node.ts';
import { openBrowser } from './real-browser.ts';

const SIZES = { 'a desk': DESK, 'a phone': PHONE } as const;
/** Colours come from one list of tones: the two pages that show most of them stand for the rest in the dark. */
const ALSO_DARK = ['select', '[role=dialog] [data-broken]'];
/** Pages looked at side by side; more only wait for each other. */
const LANES = 3;

let node: Awaited<ReturnType<typeof openPortalNode>>;
let browser: Browser;
let pages: Readonly<Record<string, string>>;

beforeAll(async () => {
  [node, browser] = await Promise.all([openPortalNode(), openBrowser()]);
  const [kept, exportable] = await Promise.all([attested('StatutoryQualification'), attested('Accreditation')]);
  pages = {
    '/': 'select',
    '/#tab=verify': '#verify-title',
    '/#example=tuna&markets=CN-GD,HK,MO&on=2026-11-22': '#coverage',
    '/#example=tuna&markets=HK,MO&on=2026-11-22&cell=HK~limit:mehg': '[role=dialog] [data-broken]',
    '/#example=wolfberry-leaf-tampered&markets=HK&on=2026-11-22': '#documents',
    [kept]: '#proofs',
    [exportable]: '#untp',
    '/statements/did:web:nobody.example/urn:uuid:01941f29-7c00-77b5-beb3-195a065d96e0': '#statement',
  };
});
afterAll(async () => {
  await browser?.close();
  await node?.end();
});

/** The page of a statement of this kind that the demonstration put on record. */
async function attested(kind: string): Promise<string> {
  const answer = await fetch(`${node.url}/api/accreditations?limit=1&kind=${kind}`);
  const { items } = (await answer.json()) as {
    readonly items: readonly { readonly issuer: string; readonly statementId: string }[];
  };
  const [kept] = items;
  if (kept === undefined) throw new Error(`the demonstration put no ${kind} on record`);
  return `/statements/${encodeURIComponent(kept.issuer)}/${encodeURIComponent(kept.statementId)}`;
}

describe.each(['en-GB', 'zh-CN'])('the portal in %s', (locale) => {
  it('breaks no rule of axe-core seriously on any page, and is nowhere wider than the screen, at a desk or on a phone', async () => {
    const context = await browser.newContext({ locale, viewport: SIZES['a desk'] });
    const left = Object.entries(pages);
    const found: unknown[] = [];
    const looked: string[] = [];
    const lane = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const [path, awaited] = next;
        const page = await context.newPage();
        await page.goto(node.url + path);
        await page.locator(awaited).first().waitFor();
        for (const colorScheme of ALSO_DARK.includes(awaited) ? (['light', 'dark'] as const) : (['light'] as const)) {
          await page.emulateMedia({ colorScheme });
          for (const [device, viewport] of Object.entries(SIZES)) {
            await page.setViewportSize(viewport);
            await page.locator(awaited).first().waitFor();
            looked.push(`${path} ${device} ${colorScheme}`);
            for (const fault of await faultsOf(page)) found.push({ path, device, colorScheme, fault });
          }
        }
        await page.close();
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    await context.close();
    expect(found).toEqual([]);
    expect(new Set(looked).size).toBe(2 * (Object.keys(pages).length + ALSO_DARK.length));
  });
});

async function faultsOf(page: Page): Promise<readonly unknown[]> {
  const violations = await violationsOf(page);
  const wider = await overflow(page);
  return wider > 0 ? [...violations, { wider }] : violations;
}

it('the page of a statement says what it is, what became of it and how it is known, and gives its exact bytes', async () => {
  const context = await browser.newContext({ viewport: SIZES['a desk'], locale: 'en-GB' });
  const page = await context.newPage();
  const [path = ''] = Object.keys(pages).filter((each) => pages[each] === '#proofs');
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

it('the page of a statement that could go out as UNTP says what that would lose', async () => {
  const context = await browser.newContext({ viewport: SIZES['a desk'], locale: 'en-GB' });
  const page = await context.newPage();
  const [path = ''] = Object.keys(pages).filter((each) => pages[each] === '#untp');
  await page.goto(node.url + path);
  await page.locator('#untp').waitFor();
  await page.getByText('Show what would be lost').click();
  const shown = (await page.textContent('main')) ?? '';
  expect(shown).toContain('What a UNTP export would lose');
  expect(shown).toContain('scope.*.method.standard');
  const other = Object.keys(pages).find((each) => pages[each] === '#proofs') ?? '';
  await page.goto(node.url + other);
  await page.locator('#proofs').waitFor();
  expect(await page.locator('#untp').count()).toBe(0);
  await context.close();
});
