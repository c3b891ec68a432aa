// SPDX-License-Identifier: Apache-2.0
// The pages of who signs in, and of editions: readings, own standards, the kept list, over what the demonstration plants.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePlace } from '@touchstone/identifiers';
import { PROJECT_FOLDERS, readRequirements } from '@touchstone/local-files';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createAccount } from '../src/access/accounts.ts';
import { demonstrationDid } from '../src/demonstration/parties.ts';
import { demonstrationSeed } from '../src/demonstration/seed-demonstration.ts';
import { metrologySeed } from '../src/demonstration/seed-metrology.ts';
import { practiceSeed } from '../src/demonstration/seed-practice.ts';
import { clockRound } from './impact-in-use.ts';
import { listWorkbook, readInstrumentReference } from './instrument-lists.ts';
import { DESK, faultsOf, signIn } from './page-looks.ts';
import { pagesOver, WITH_PAGES } from './page-node.ts';
import { openTestNode, PASSWORD } from './test-node.ts';

const PEOPLE = { keeper: ['laboratory', 'instrument-keeper'], other: ['calibrator', 'instrument-keeper'] };
const DECLARANT = { declarer: ['firm', 'enterprise-declarant'] };

const pages = pagesOver(async () => {
  const [{ rules }, { requirements }] = await Promise.all([
    readInstrumentReference(),
    readRequirements(PROJECT_FOLDERS.referenceData),
  ]);
  const dataDirectory = await mkdtemp(join(tmpdir(), 'touchstone-own-pages-'));
  const roots = [{ did: demonstrationDid('cn-authority'), places: [parsePlace('CN-GD')] }];
  const node = await openTestNode({ ...WITH_PAGES, roots, requirements, instrumentRules: rules });
  await demonstrationSeed({ folder: PROJECT_FOLDERS.demonstration, dataDirectory }).plant(node);
  await metrologySeed().plant(node);
  const practice = practiceSeed({ rules, list: join(PROJECT_FOLDERS.examples, 'instruments', 'workshop.xlsx') });
  await practice.plant(node);
  // Cut off and planted again: everything once.
  await practice.plant(node);
  for (const [login, [label = '', role = '']] of Object.entries({ ...PEOPLE, ...DECLARANT })) {
    const account = { login, person: login, displayName: 'Demonstration', password: PASSWORD };
    const of = { party: demonstrationDid(label), jurisdiction: 'CN', roles: [role] };
    await createAccount(node.accounts, { ...account, ...of });
  }
  await clockRound(node);
  await node.recordKeeping.settle();
  return { ...node, end: () => node.end().finally(() => rm(dataDirectory, { recursive: true, force: true })) };
});

async function openAs(login: string, path: string, locale = 'en-GB'): Promise<Page> {
  const page = await pages.visits.open(pages.url + path, DESK, locale);
  await signIn(page, login);
  return page;
}

async function textOfDownload(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
}

describe('the page of readings', () => {
  it('draws what a device signed, marks what is odd and says why, and hands it to the control chart', async () => {
    const page = await openAs('keeper', '/readings');
    await page.locator('[data-series="33"]').waitFor();
    expect(await page.locator('[data-odd]').count()).toBe(33);
    expect(await page.locator('[data-odd=gap]').count()).toBe(1);
    expect(await page.locator('[data-odd=behind]').count()).toBe(1);
    await page.getByRole('cell', { name: '2 number(s) missing before it' }).waitFor();
    const csv = await textOfDownload(page, 'Save as CSV');
    expect(csv.trim().split('\r\n')).toHaveLength(34);
    expect(csv).toContain('100.0003');
    await page.locator('[data-device="terminal (old)"]').click();
    await page.locator('[data-odd=distrusted]').first().waitFor();
    await page.getByText('was found on another device').first().waitFor();
    await page.locator('[data-device=terminal]').click();
    await page.locator('[data-series="33"]').waitFor();
    await page.getByRole('link', { name: 'As a control chart' }).click();
    await page.getByTestId('readings-taken').waitFor();
    await page.getByText('Location (g)').first().waitFor();
    await page.locator('[data-signal]').first().waitFor();
  });

  it('says to who has no device how one comes here', async () => {
    const page = await openAs('other', '/readings');
    await page.getByTestId('no-device').waitFor();
    expect(await page.locator('[data-device]').count()).toBe(0);
  });
});

describe('the page of own standards', () => {
  it('shows declarations to everybody, and law and results to the firm alone', async () => {
    const page = await pages.visits.open(`${pages.url}/own-standards`);
    await page.locator('[data-standard="Q/DEMO 1-2026"]').waitFor();
    expect(await page.locator('[data-check]').count()).toBe(0);
    await signIn(page, 'declarer');
    await page.locator('[data-check=weaker]').waitFor();
    await page.getByText('weaker: the law’s limit binds').waitFor();
    await page.getByRole('link', { name: /DEMO-OWN-above/ }).waitFor();
    await page.getByText('a result does not meet an own limit').waitFor();
    await page.locator('[data-standard="Q/DEMO 2-2026"]').getByRole('button').click();
    await page.locator('[data-check=unknown]').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn(page, 'other');
    await page.getByTestId('not-for-you').waitFor();
    // What is not for somebody is refused, which the browser writes down.
    pages.visits.complaints = pages.visits.complaints.filter((complaint) => !complaint.includes('status of 403'));
  });
});

describe('the page of new editions', () => {
  it('names who must switch by when, from the address, and says when nobody must', async () => {
    const page = await pages.visits.open(`${pages.url}/switching#edition=DEMONSTRATION-CAL+1-2026`);
    await page.locator('#switching-standards').waitFor();
    await page.getByText('DEMO-C-public-weights').waitFor();
    await page.getByText('calibration laboratories of the demonstration: by 2027-06-30').waitFor();
    await page.getByLabel('As of (empty: today)').fill('2027-07-01');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('overdue since 2027-06-30').first().waitFor();
    expect(page.url()).toContain('on=2027-07-01');
    await page.getByLabel('Old edition, number with year').fill('JJG 1-1999');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByTestId('nobody-switches').waitFor();
  });
});

describe('the list that is kept', () => {
  it('shows the days and the reminders, goes along as CSV, and takes nothing of a list with a fault', async () => {
    const page = await openAs('keeper', '/instruments#open=kept-list');
    await page.locator('[data-kept="2026-11-22"]').waitFor();
    await page.locator('[data-reminder=overdue]').first().waitFor();
    const csv = await textOfDownload(page, 'Take the plan as CSV');
    expect(csv.trim().split('\r\n')).toHaveLength(11);
    const kept = page.getByTestId('kept-list');
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const take = async (cells: Readonly<Record<string, string>>) => {
      const buffer = Buffer.from(await listWorkbook('W-9', cells), 'base64');
      await kept.locator('input[type=file]').setInputFiles({ name: 'mine.xlsx', mimeType, buffer });
    };
    await take({ Tolerance: 'good' });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/mine\.xlsx\s*instruments\s*2\s*G/);
    pages.visits.complaints = pages.visits.complaints.filter((complaint) => !complaint.includes('status of 400'));
    expect(await kept.locator('h3', { hasText: 'W-01' }).count()).toBe(1);
    await take({});
    await kept.locator('h3', { hasText: 'W-9' }).waitFor();
    expect(await kept.locator('h3', { hasText: 'W-01' }).count()).toBe(0);
  });

  it('says to who keeps none how to begin', async () => {
    const page = await openAs('other', '/instruments#open=kept-list');
    await page.getByTestId('no-list').waitFor();
  });
});

describe('a session that ends in the middle of a form', () => {
  const ended = (page: Page) => page.getByTestId('session-ended');

  it('keeps what was typed, signs in again in its place, and then sends it; for nobody else', async () => {
    const page = await pages.visits.open(`${pages.url}/instruments`, DESK, 'zh-CN');
    await page.locator('[data-folded=on-record] > summary').click();
    await signIn(page, 'keeper');
    await page.locator('[data-folded=take-in] > summary').click();
    const form = page.locator('[data-form=take-in]');
    await form.locator('input').first().fill('pipette of the ended session');
    await page.context().clearCookies();
    await form.locator('button[type=submit]').click();
    await ended(page).getByText('登录已失效').waitFor();
    expect(await ended(page).locator('[lang=en]').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);

    await signIn(page, 'other');
    await ended(page).getByText('是另一个账号').waitFor();
    expect(await form.locator('input').first().inputValue()).toBe('pipette of the ended session');
    expect(await page.context().cookies()).toEqual([]);

    await signIn(page, 'keeper');
    await page.getByRole('rowheader', { name: 'pipette of the ended session' }).waitFor();
    expect(await ended(page).count()).toBe(0);
    // The address has kept what was unfolded.
    await page.reload();
    await page.getByRole('rowheader', { name: 'pipette of the ended session' }).waitFor();
    await page.locator('[data-form=take-in]').waitFor();
  });

  it('lets another account begin anew, without what was typed', async () => {
    const page = await pages.visits.open(`${pages.url}/instruments`, DESK, 'pt-PT');
    await page.locator('[data-folded=on-record] > summary').click();
    await signIn(page, 'keeper');
    await page.locator('[data-folded=take-in] > summary').click();
    await page.locator('[data-form=take-in] input').first().fill('never sent');
    await page.context().clearCookies();
    await page.locator('[data-form=take-in] button[type=submit]').click();
    await ended(page).waitFor();
    await signIn(page, 'other');
    await ended(page).getByRole('button', { name: 'Abandonar o que foi escrito' }).click();
    await signIn(page, 'other');
    await page.locator('[data-form=take-in]').waitFor();
    expect(await page.locator('[data-form=take-in] input').first().inputValue()).toBe('');
    expect(await page.getByRole('rowheader', { name: 'never sent' }).count()).toBe(0);
  });
});

describe('what is chosen of the instruments', () => {
  it('stands in the address: a reload keeps it, Back takes it back', async () => {
    const page = await openAs('keeper', '/instruments#open=on-record');
    await page.locator('[data-origin=unknown]').waitFor();
    const filter = page.getByLabel('Show');
    await filter.selectOption('imported');
    await page.getByTestId('no-instrument').waitFor();
    expect(page.url()).toMatch(/#open=on-record&origin=imported$/);
    await page.reload();
    await page.getByTestId('no-instrument').waitFor();
    expect(await filter.inputValue()).toBe('imported');
    await page.goBack();
    await page.getByTestId('no-instrument').waitFor({ state: 'detached' });
    expect(await filter.inputValue()).toBe('all');
    await page.locator('[data-folded=on-record] > summary').click();
    await page.waitForURL((at) => at.hash === '');
  });
});

// Han and the longest words; in English the pages were used above.
describe.each(['zh-CN', 'pt-PT'])('in %s', (locale) => {
  it.each([
    ['readings', '/readings', 'keeper', '[data-series]'],
    ['own standards', '/own-standards', 'declarer', '[data-check]'],
    ['the kept list', '/instruments#open=kept-list', 'keeper', '[data-kept]'],
    ['new editions', '/switching#edition=DEMONSTRATION-CAL+1-2026', undefined, '#switching-standards'],
  ])('the page of %s breaks no rule of axe-core seriously, and fits a desk and a phone', async (...row) => {
    const [, path, login, awaited] = row;
    const page =
      login === undefined ? await pages.visits.open(pages.url + path, DESK, locale) : await openAs(login, path, locale);
    await page.locator(awaited).first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });
});
