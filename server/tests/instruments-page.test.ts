// SPDX-License-Identifier: Apache-2.0
// The page for a list of instruments, in a real browser: a workbook in, a plan out, files to take along.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_FOLDERS } from '@touchstone/local-files';
import { listWorkbook } from './instrument-lists.ts';
import { PHONE, violationsOf } from './page-looks.ts';
import { openPortalNode } from './portal-node.ts';
import { openBrowser } from './real-browser.ts';

const LIST = join(PROJECT_FOLDERS.examples, 'instruments', 'workshop.xlsx');
const PLAN = '#instruments-plan';

let node: Awaited<ReturnType<typeof openPortalNode>>;
let browser: Browser;
beforeAll(async () => {
  [node, browser] = await Promise.all([openPortalNode(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await node?.end();
});

async function openPage(locale: string): Promise<Page> {
  const context = await browser.newContext({ locale, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(`${node.url}/instruments`);
  await page.locator('#instruments-title').waitFor();
  return page;
}

async function sees(page: Page, text: string): Promise<void> {
  await page.getByText(text).first().waitFor();
}

describe('the page for instruments', () => {
  it('answers a list, opens the reasons, and answers again by another ratio', async () => {
    const page = await openPage('en-GB');
    await page.locator('input[type=file]').setInputFiles(LIST);
    await page.locator(PLAN).waitFor();
    expect(await page.locator('section ul > li h3').count()).toBe(10);
    const scale = page.locator('li', { has: page.getByText('W-01', { exact: false }) }).first();
    expect(await scale.textContent()).toContain('verification by law');
    await scale.locator('summary').click();
    await scale.getByText('The period of verification is at most 12 months.').waitFor();
    await sees(page, 'Demonstration Calibration Laboratory, U = 0.00010 g');
    await page.locator('select').selectOption('1/10');
    await sees(page, '0.005 mm');
    await page.context().close();
  });

  it('gives the plan as a workbook, the days as a calendar, and an empty list', async () => {
    const page = await openPage('en-GB');
    await page.locator('input[type=file]').setInputFiles(LIST);
    await page.locator(PLAN).waitFor();
    const take = async (name: RegExp, role: 'button' | 'link') => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole(role, { name }).click()]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const workbook = await take(/workbook/, 'button');
    expect([workbook.name, workbook.bytes.subarray(0, 2).toString()]).toEqual(['instruments-plan.xlsx', 'PK']);
    const calendar = await take(/calendar/, 'button');
    expect([calendar.name, calendar.bytes.toString().match(/BEGIN:VEVENT/g)?.length]).toEqual([
      'instruments-due.ics',
      8,
    ]);
    expect((await take(/empty list/, 'link')).name).toBe('instruments-en.xlsx');
    await page.context().close();
  });

  it('tells every fault by sheet, row and column', async () => {
    const page = await openPage('en-GB');
    const buffer = Buffer.from(await listWorkbook('W-1', { Tolerance: 'good' }), 'base64');
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    await page.locator('input[type=file]').setInputFiles({ name: 'mine.xlsx', mimeType, buffer });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/mine\.xlsx\s*instruments\s*2\s*G/);
    await page.context().close();
  });

  it.each([
    ['a.xlsx', 'not a zip', 'Isto é texto'],
    ['b.pdf', '%PDF-1.4', 'Isto é um PDF'],
    ['c.csv', 'nome;tipo\nx;y', 'Isto é texto'],
    ['d.xlsx', '', 'Este ficheiro está vazio'],
  ])('says in Portuguese, and in nothing else, what %s is', async (name, content, said) => {
    const page = await openPage('pt-PT');
    const mimeType = 'application/octet-stream';
    await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(content) });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain(said);
    expect(await alert.locator('[lang=en]').count()).toBe(0);
    await page.context().close();
  });

  it.each(['en-GB', 'zh-CN', 'zh-HK', 'pt-PT'])(
    'breaks no rule of axe-core in %s, and fits a phone, light and dark',
    async (locale) => {
      const page = await openPage(locale);
      await page.locator('input[type=file]').setInputFiles(LIST);
      await page.locator(PLAN).waitFor();
      if (locale === 'zh-CN') await sees(page, '强制检定');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await violationsOf(page)).toEqual([]);
      }
      await page.setViewportSize(PHONE);
      expect(await violationsOf(page)).toEqual([]);
      const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(wider).toBe(0);
      await page.context().close();
    },
  );
});
