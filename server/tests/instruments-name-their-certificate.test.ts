// SPDX-License-Identifier: Apache-2.0
// By which paper an instrument is in use: named in the form from what is on record about it, and shown in the list.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import {
  accreditCalibration,
  calibratedElsewhere,
  calibrationOf,
  issueCertificate,
  takeInInstrument,
} from './metrology-in-use.ts';
import { DESK, faultsOf, signIn } from './page-looks.ts';
import { pagesOver, WITH_PAGES } from './page-node.ts';
import { decide, type Reference } from './registers-in-use.ts';
import { openTestNode, PARTIES } from './test-node.ts';

let certificate: { stream: string; reference: Reference };
const streams: Record<string, string> = {};

const pages = pagesOver(async () => {
  const node = await openTestNode(WITH_PAGES);
  await accreditCalibration(node);
  for (const name of ['balance P1', 'balance P2', 'balance P3', 'balance P4']) {
    streams[name] = await takeInInstrument(node, name);
  }
  certificate = await issueCertificate(node, calibrationOf({ certificateNumber: 'C-P1', instrument: 'balance P1' }));
  return node;
});

interface Listed {
  readonly name: string;
  readonly byKeeperAlone: boolean;
  readonly paper: { number: string | null; laboratory: string | null; certificate: unknown; status: string } | null;
}
async function listed(name: string, query = ''): Promise<Listed | undefined> {
  const { items } = await pages.node.get<{ items: readonly Listed[] }>('tester', `/api/instruments?limit=100${query}`);
  return items.find((one) => one.name === name);
}
const happen = (name: string, event: object) =>
  pages.node.act('tester', `/api/instruments/${streams[name] ?? ''}/events`, event);

async function openForm(locale: string): Promise<Page> {
  const page = await pages.visits.open(`${pages.url}/instruments#open=on-record`, DESK, locale);
  await signIn(page, 'tester');
  await page.locator('[data-folded=event] > summary').click();
  return page;
}
const form = (page: Page) => page.locator('[data-form=event]');
const row = (page: Page, name: string) => page.locator(`[data-row="${streams[name] ?? ''}"]`);

describe('the form for what happened to an instrument', () => {
  it('offers the certificates on record about it with their days, and names the one that is chosen', async () => {
    const page = await openForm('en-GB');
    await form(page).getByLabel('Instrument').selectOption({ label: 'balance P1' });
    const pick = form(page).getByLabel('Certificate on record');
    const offered = `C-P1 (2026-11-20 – 2027-11-19), ${PARTIES.laboratory}`;
    await pick.selectOption({ label: offered });
    expect(await form(page).getByLabel('Day', { exact: true }).inputValue()).toBe('2026-11-20');
    expect(await form(page).getByLabel('Due again on').inputValue()).toBe('2027-11-19');
    expect(await form(page).getByLabel('Number of the certificate').count()).toBe(0);
    await form(page).locator('button[type=submit]').click();
    const link = row(page, 'balance P1').getByRole('link', { name: 'C-P1' });
    await link.waitFor();
    expect(await row(page, 'balance P1').textContent()).toContain('Demonstration Food Laboratory');
    expect(await faultsOf(page)).toEqual([]);
    const { issuer, id } = certificate.reference;
    expect(await link.getAttribute('href')).toBe(`/statements/${encodeURIComponent(issuer)}/${encodeURIComponent(id)}`);
    const { paper, byKeeperAlone } = (await listed('balance P1')) as Listed;
    expect([paper?.status, paper?.certificate, byKeeperAlone]).toEqual(['active', certificate.reference, false]);
  });

  it('does not keep the certificate of one instrument for the next, and takes a number alone', async () => {
    const page = await openForm('en-GB');
    await form(page).getByLabel('Instrument').selectOption({ label: 'balance P1' });
    await form(page).getByLabel('Certificate on record').selectOption({ index: 1 });
    await form(page).getByLabel('Instrument').selectOption({ label: 'balance P2' });
    await form(page).getByTestId('no-certificate').waitFor();
    await form(page).getByLabel('Due again on').fill('2027-10-31');
    await form(page).getByLabel('Number of the certificate').fill('PAPER 7');
    await form(page).locator('button[type=submit]').click();
    await row(page, 'balance P2').getByText('PAPER 7').waitFor();
    await row(page, 'balance P2').getByText('by its keeper’s word').waitFor();
    expect(await row(page, 'balance P2').getByRole('link').count()).toBe(0);
  });

  it.each([
    ['zh-CN', '在册证书'],
    ['zh-HK', '在冊證書'],
    ['pt-PT', 'Certificado registado'],
  ])('is in the language of the reader, and fits a phone: %s', async (locale, label) => {
    const page = await openForm(locale);
    await form(page).getByLabel(label).selectOption({ index: 1 });
    expect(await faultsOf(page)).toEqual([]);
  });
});

describe('the list of instruments', () => {
  it('shows whose certificate another issued, and no paper where it is not in use', async () => {
    await happen(
      'balance P3',
      await calibratedElsewhere(pages.node, { instrument: 'balance P3', on: '2026-03-01', dueOn: '2027-02-28' }),
    );
    expect((await listed('balance P3'))?.paper).toMatchObject({ laboratory: 'C', status: 'active' });
    expect((await listed('balance P3', '&on=2026-02-01'))?.paper).toBeNull();
    expect((await listed('balance P4'))?.paper).toBeNull();
  });

  it('says of a certificate that is not on record here just that', async () => {
    const named = { ...certificate.reference, id: 'urn:uuid:019a0000-0000-7000-8000-000000000001' };
    await happen('balance P4', { event: 'calibrated', on: '2026-04-01', number: 'X-1', certificate: named });
    expect((await listed('balance P4'))?.paper).toEqual({
      ...{ number: 'X-1', laboratory: null, certificate: named, status: 'not-on-record' },
    });
  });

  it('says that a certificate was taken back, from that day on', async () => {
    const url = `/api/calibration-cases/${certificate.stream}`;
    await pages.node.act('tester', `${url}/proposals`, { reason: 'wrong weights' });
    await decide(pages.node, { login: 'signatory', url });
    expect((await listed('balance P1'))?.paper).toMatchObject({ number: 'C-P1', status: 'revoked' });
    const page = await openForm('en-GB');
    await row(page, 'balance P1').locator('[data-paper=revoked]').waitFor();
    await form(page).getByLabel('Instrument').selectOption({ label: 'balance P1' });
    await form(page).getByTestId('no-certificate').waitFor();
    expect((await listed('balance P1', '&on=2026-11-21'))?.paper).toMatchObject({ status: 'active' });
  });

  it('is the same after its tables are made anew', () => expectRebuildEquals(pages.node.recordKeeping, 'instruments'));
});
