// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES_FOLDER, openPortalNode } from './portal-node.ts';
import { openBrowser } from './real-browser.ts';

const SIZES = [
  { device: 'a desk', width: 1280, height: 900 },
  { device: 'a phone', width: 360, height: 740 },
] as const;

let node: Awaited<ReturnType<typeof openPortalNode>>;
let browser: Browser;
let context: BrowserContext | undefined;
let complaints: string[] = [];

beforeAll(async () => {
  [node, browser] = await Promise.all([openPortalNode(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await node?.end();
});
afterEach(async () => {
  await context?.close();
  expect(complaints).toEqual([]);
});

describe.each(SIZES)('the portal on $device', ({ width, height }) => {
  it('answers an example with a grid and opens a cell to its chain, by keyboard alone', async () => {
    const page = await open('/', { width, height });
    expect(await page.textContent('h1')).toContain('Is this claim of quality true');
    await page.getByLabel('An example').selectOption('wolfberry-leaf');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByRole('heading', { name: 'The answer', exact: true }).waitFor();

    const proved = page.getByRole('button', { name: /^proved: / });
    expect(await proved.count()).toBe(3);
    expect(await page.getByText(/^Meets 1 of 1 loaded requirements/).count()).toBe(3);
    expect(await page.getByText(/not loaded, or only in part/).count()).toBe(3);
    expect(await overflow(page)).toBeLessThanOrEqual(0);

    await proved.first().focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(page.url()).toContain('cell=CN-GD~limit:pb');
    expect(await dialog.locator('[data-group]').count()).toBe(14);
    expect(await dialog.locator('[data-broken]').count()).toBe(0);
    expect(await dialog.getByText('read in the law itself').count()).toBe(1);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('cell=');
    expect(await page.locator(':focus').textContent()).toMatch(/proved: .*Guangdong/);
  });

  it('opens a link to one cell, and says it all in another language', async () => {
    const page = await open('/#example=tuna&markets=HK,MO&on=2026-11-22&cell=HK~limit:mehg', { width, height });
    const dialog = page.getByRole('dialog');
    await dialog.getByText('first broken link').waitFor();
    expect(await dialog.locator('[data-broken]').count()).toBe(1);
    expect(await dialog.getByText('recalled: known from memory only, decides nothing').count()).toBe(1);
    await dialog.getByRole('button', { name: 'Close' }).click();

    for (const [language, name, question] of [
      ['zh-Hant', '繁體中文', '我們憑甚麼知道'],
      ['pt', 'Português', 'como o sabemos'],
      ['zh-Hans', '简体中文', '我们凭什么知道'],
    ] as const) {
      await page.getByRole('radio', { name }).click();
      await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
      expect(await page.textContent('h1')).toContain(question);
      expect(await page.getByTestId('awaits-review').count()).toBe(1);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    }
    expect(await page.getByRole('button', { name: /^已否定/ }).count()).toBe(1);
    await page.reload();
    await page.locator('html[lang=zh-Hans]').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: /^未知/ }).waitFor();
  });

  it('shows a contradicted document apart: what it was to prove is unknown, not refuted', async () => {
    const page = await open('/#example=wolfberry-leaf-tampered&markets=HK&on=2026-11-22', { width, height });
    const unknown = page.getByRole('button', { name: /^unknown: / });
    await unknown.waitFor();
    expect(await page.getByRole('button', { name: /^refuted: / }).count()).toBe(0);
    expect(await page.getByText('A document is contradicted').count()).toBe(1);
    await unknown.click();
    const broken = page.getByRole('dialog').locator('[data-group=document] [data-broken]');
    expect(await broken.textContent()).toContain('BAD_SIGNATURE');
  });

  it('lists every fault of a dossier at its place, and takes the dossier once it is mended', async () => {
    const page = await open('/', { width, height });
    const day = page.getByLabel('On which day?');
    await day.fill('2026-11-22');
    const files = filesOf('wolfberry-leaf');
    const broken = { ...files, 'lot.csv': Buffer.from('Lot number,Produced on\nWL-1,2026-02-30\n') };
    const input = page.getByLabel('Choose files');
    await input.setInputFiles(zipped('broken.zip', broken));
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    const problem = page.getByRole('alert').filter({ hasText: 'There is no answer' });
    await problem.waitFor();
    expect(await problem.textContent()).toMatch(/lot\.csv.*2.*B.*2026-02-30/s);
    complaints = complaints.filter((complaint) => !complaint.includes('status of 400'));

    await page.getByRole('button', { name: 'Remove all' }).click();
    await input.setInputFiles(zipped('mended.zip', files));
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page
      .getByRole('button', { name: /^proved: / })
      .first()
      .waitFor();
    expect(await problem.count()).toBe(0);
  });

  it('verifies one document and points at its first broken link', async () => {
    const page = await open('/#tab=verify', { width, height });
    const report = filesOf('wolfberry-leaf-tampered')['documents/test-report.json'] as Buffer;
    await page.getByLabel('Choose a document').setInputFiles({
      name: 'test-report.json',
      mimeType: 'application/json',
      buffer: report,
    });
    await page.getByText('it is not what it says it is').waitFor();
    expect(await page.locator('li[data-broken]').textContent()).toContain('BAD_SIGNATURE');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
});

/** A page that complains of every error, every refusal of the content security policy and every foreign host. */
async function open(path: string, size: { readonly width: number; readonly height: number }): Promise<Page> {
  complaints = [];
  context = await browser.newContext({ viewport: size, locale: 'en-GB' });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(node.url)) complaints.push(`asked a foreign host: ${request.url()}`);
  });
  await page.exposeFunction('complain', (complaint: string) => complaints.push(complaint));
  await page.addInitScript(
    "addEventListener('securitypolicyviolation', (e) => complain('refused by CSP: ' + e.violatedDirective))",
  );
  const response = await page.goto(node.url + path);
  expect(response?.headers()['content-security-policy']).toMatch(/style-src 'self'(;|$)/);
  await page.locator('h1').waitFor();
  return page;
}

/** By how much the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
}

/** The files of an example that belong to its dossier, by path. */
function filesOf(example: string, below = ''): Readonly<Record<string, Buffer>> {
  const folder = join(EXAMPLES_FOLDER, example, below);
  const entries = readdirSync(folder).flatMap((name): [string, Buffer][] => {
    const path = below === '' ? name : `${below}/${name}`;
    if (statSync(join(folder, name)).isDirectory()) return Object.entries(filesOf(example, path));
    return ['README.md', 'expected.json'].includes(name) ? [] : [[path, readFileSync(join(folder, name))]];
  });
  return Object.fromEntries(entries);
}

function zipped(name: string, files: Readonly<Record<string, Buffer>>) {
  return { name, mimeType: 'application/zip', buffer: Buffer.from(zipSync({ ...files })) };
}
