// SPDX-License-Identifier: Apache-2.0
// The pages of measurement in a real browser: chains, budgets, charts and doubt, at a desk and on a phone, in the dark too.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DRAFT, type MeasurementNode, openMeasurementNode, PARTICIPANTS } from './measurement-node.ts';
import { DESK, faultsOf, manyVisitsOf, overflow, PHONE, signIn, violationsOf, type Visits } from './page-looks.ts';
import { openBrowser } from './real-browser.ts';
import { PASSWORD } from './test-node.ts';

let opened: MeasurementNode;
let browser: Browser;
let newVisits: () => Visits;

beforeAll(async () => {
  [opened, browser] = await Promise.all([openMeasurementNode(), openBrowser()]);
  newVisits = manyVisitsOf(browser);
});
afterAll(async () => {
  await browser?.close();
  await opened?.node.end();
});

/** What only looks runs side by side, each test with visits of its own; what changes a round or a draft runs alone. */
const it = test.extend<{ open: (path: string, viewport?: typeof DESK, locale?: string) => Promise<Page> }>({
  open: async ({ task: _ }, use) => {
    const visits = newVisits();
    await use((path, viewport = DESK, locale = 'en-GB') => visits.open(opened.url + path, viewport, locale));
    await visits.close();
    expect(visits.complaints).toEqual([]);
  },
});

describe.concurrent('the page of traceability', () => {
  it('draws a chain, and opens each link to the certificate that shows it, by keyboard too', async ({ open }) => {
    const page = await open(opened.chain);
    const drawing = page.getByRole('figure', { name: 'The chain up to the SI' });
    await drawing.locator('[data-node]').first().waitFor();
    expect(await drawing.locator('[data-node]').count()).toBeGreaterThanOrEqual(2);
    const shown = drawing.getByRole('button', { name: /^shown: balance B1 rests on F1 weight/ });
    await shown.focus();
    await page.keyboard.press('Enter');
    const aside = page.getByRole('complementary', { name: 'why' });
    await aside.getByText('a certificate on record shows it').waitFor();
    expect(await aside.getByRole('link', { name: /C-B1/ }).getAttribute('href')).toMatch(/^\/statements\//);
    expect(await page.getByRole('row').count()).toBeGreaterThan(1);
  });

  it('is an outline on a phone, where nothing is wider than the screen', async ({ open }) => {
    const page = await open(opened.chain, PHONE);
    await page.locator('summary').first().click();
    await page.getByText('relied upon on').first().waitFor();
    expect(await page.locator('[data-node]').first().isVisible()).toBe(false);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  it('lists the broken links of a place with what would cure them, and leads to their chain', async ({ open }) => {
    const page = await open('/traceability');
    await page.getByLabel('Place').selectOption('HK');
    await page.getByLabel('On which day?').fill('2026-11-22');
    await page.getByRole('button', { name: 'List broken links' }).click();
    const broken = page.locator('[data-broken-link]').filter({ hasText: 'rogue scale' });
    await broken.first().waitFor();
    expect(await broken.first().textContent()).toContain('What would cure it:');
    await broken.first().getByRole('link').first().click();
    await page.locator('[data-whole=broken]').waitFor();
    expect(await page.getByText('The chain is broken.').count()).toBe(1);
  });
});

describe.concurrent('the page of uncertainty', () => {
  it('computes while it is typed, tells each fault at its field, and forgets none of it in its address', async ({
    open,
  }) => {
    const page = await open('/uncertainty');
    const result = page.getByTestId('budget-result');
    await result.waitFor();
    expect(await result.textContent()).toBe('c = 1002.7 mg/L');
    await page.getByTestId('trials-done').waitFor();

    const mass = page.locator('[data-input=m]');
    await mass.getByLabel('Estimate').fill('200.56');
    await page.getByText('c = 2005.4 mg/L').first().waitFor();
    await mass.getByLabel('Standard uncertainty u').fill('-0.05');
    await mass.locator('[data-fault=NEGATIVE_UNCERTAINTY]').waitFor();
    expect(await mass.getByLabel('Standard uncertainty u').getAttribute('aria-invalid')).toBe('true');
    expect(await result.count()).toBe(0);
    await mass.getByLabel('Standard uncertainty u').fill('0.05');
    await page.getByLabel('Expression').fill('m * Q / V');
    await page.locator('[data-fault=UNKNOWN_NAME]').waitFor();
    expect(await page.locator('[data-fault=UNKNOWN_NAME]').textContent()).toContain('“Q” is unknown');
    await page.getByLabel('Expression').fill('m * P / V');
    await page.getByText('c = 2005.4 mg/L').first().waitFor();
    // The address follows a moment after what was typed last.
    await page.waitForURL(({ hash }) =>
      Buffer.from(hash.slice('#budget='.length), 'base64url').toString().includes('m * P / V'),
    );

    await page.getByRole('button', { name: 'Copy a link to it' }).click();
    const sent = page.url();
    await page.goto('about:blank');
    await page.goto(sent);
    await page.getByText('c = 2005.4 mg/L').first().waitFor();
  });

  it('gives a budget as JSON and CSV and takes it again, and keeps what was there where a file is none', async ({
    open,
  }) => {
    const page = await open('/uncertainty');
    await page.getByLabel('Example').selectOption('end-gauge');
    await page.getByText('l = 50000838 nm').first().waitFor();
    for (const name of ['Save as JSON', 'Save as CSV']) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name, exact: true }).click(),
      ]);
      const buffer = readFileSync(await download.path());
      await page.getByLabel('Example').selectOption('resistance');
      await page.getByText(/^R = /).first().waitFor();
      const file = { name: download.suggestedFilename(), mimeType: 'text/plain', buffer };
      await page.getByLabel('Open JSON or CSV').setInputFiles(file);
      await page.getByText('l = 50000838 nm').first().waitFor();
    }
    const other = { name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{"inputs": 7}') };
    await page.getByLabel('Open JSON or CSV').setInputFiles(other);
    await page.getByRole('alert').filter({ hasText: 'other.json cannot be read' }).waitFor();
    expect(await page.getByText('l = 50000838 nm').count()).toBeGreaterThan(0);
  });

  it('refuses correlations that no quantities can have', async ({ open }) => {
    const page = await open('/uncertainty');
    await page.getByLabel('Example').selectOption('end-gauge');
    const pairs = [
      ['ls', 'd1', '0.9'],
      ['d1', 'd2', '0.9'],
      ['ls', 'd2', '-0.9'],
    ] as const;
    for (const [index, [a, b, r]] of pairs.entries()) {
      await page.getByRole('button', { name: 'Add a correlation' }).click();
      await page.getByLabel('First input').nth(index).selectOption(a);
      await page.getByLabel('Second input').nth(index).selectOption(b);
      await page.getByLabel('r', { exact: true }).nth(index).fill(r);
    }
    await page.locator('[data-fault=NOT_POSITIVE_SEMIDEFINITE]').waitFor();
  });
});

describe.concurrent('the page of control charts', () => {
  it('marks signals in the drawing and in words, and says which pasted cell is no number', async ({ open }) => {
    const page = await open('/control-charts', PHONE);
    await page.locator('[data-signal]').first().waitFor();
    expect(await page.locator('[data-signal-row]').count()).toBeGreaterThanOrEqual(1);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const data = page.getByLabel('Data, pasted from a spreadsheet');
    await data.fill('day\tvalue\nMon\t1\nTue\t<0.5');
    await page.getByText('Row 3, column B: “<0.5” is no number').waitFor();
    await data.fill('1\n2\n1\n2\n1');
    await page.getByLabel('Limits from').fill('');
    await page.getByTestId('no-signal').waitFor();
  });
});

describe.concurrent('the page of studies', () => {
  it('draws a histogram with its limits and the components of a gauge’s variation, each with figures', async ({
    open,
  }) => {
    const page = await open('/studies', PHONE);
    await page.locator('[data-histogram="48"]').waitFor();
    await page.locator('[data-row=Cpk]').getByText('…').waitFor();
    await page.locator('input[name=upper]').fill('9.00');
    await page.locator('[data-refused=BAD_PARAMETER]').waitFor();
    await page.locator('input[name=upper]').fill('10,02');
    await page.getByTestId('capability-summary').getByText('; 4 outside of the limits').waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.locator('select', { has: page.locator('option[value=gauge]') }).selectOption('gauge');
    await page.locator('[data-component=gauge]').waitFor();
    const file = { name: 'g.csv', mimeType: 'text/csv', buffer: Buffer.from('part;operator;1\nP1;A;n.d.') };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('Row 2, column C: “n.d.” is missing or no number').waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
});

describe.concurrent('the page of impact', () => {
  it('shows to who signs in the way from the reference to the own papers, and which decision flips', async ({
    open,
  }) => {
    const page = await open('/impact');
    await page.getByLabel('Login').fill('tester');
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Login or password is wrong.').waitFor();
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page
      .locator('section[aria-labelledby=notices]')
      .getByRole('button', { name: /F1 weight/ })
      .click();
    await page.locator('[data-hit="R-FLIPS"]').waitFor();
    expect(await page.locator('[data-hit="R-FLIPS"]').textContent()).toMatch(/flips.*conforms → does not conform/s);
    // The notice stands in the address: a reload keeps it, Back takes it back, and a colleague may be sent there.
    expect(page.url()).toMatch(/\/impact#notice=.+/);
    await page.reload();
    await page.locator('[data-hit="R-FLIPS"]').waitFor();
    await page.goBack();
    await page.locator('[data-hit="R-FLIPS"]').waitFor({ state: 'detached' });
    await page.goForward();
    await page.locator('[data-hit="R-FLIPS"]').waitFor();
    const drawing = page.getByRole('figure', { name: 'The tree of doubt' });
    expect(await drawing.locator('[data-node]').count()).toBe(3);
    expect(await drawing.locator('[data-link]').allTextContents()).toEqual(['used 2026-10-10', 'used 2026-11-20']);
    await page.setViewportSize(PHONE);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Login').waitFor();
  });
});

describe.concurrent('the page of proficiency testing', () => {
  it('shows a published round: figures, both plots, each code with its score, and the own code where it is picked', async ({
    open,
  }) => {
    const page = await open('/rounds');
    await page.getByRole('link', { name: /FEED 2026-1/ }).click();
    await page.locator('[data-plot]').first().waitFor();
    expect(await page.locator('[data-plot]').count()).toBe(2);
    expect(await page.locator('[data-code]').count()).toBe(PARTICIPANTS);
    expect(await page.getByText('0.044 mg/kg').count()).toBeGreaterThan(0);
    const own = (await page.locator('[data-code]').first().getAttribute('data-code')) ?? '';
    expect(await page.locator('rect.fill-purple-800').count()).toBe(0);
    await page.getByLabel('Mark the own code').selectOption(own);
    await page.locator('rect.fill-purple-800').waitFor({ state: 'attached' });
    expect(await page.getByRole('link', { name: 'The signed report' }).getAttribute('href')).toMatch(/^\/statements\//);
    await page.setViewportSize(PHONE);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
});

describe.concurrent('the page of the issue gate', () => {
  it.for(['en-GB', 'zh-CN', 'zh-HK', 'pt-PT'])(
    'shows a signatory what blocks a draft and how to cure each, in %s',
    async (locale, { open }) => {
      const page = await open('/issue-gate', DESK, locale);
      await signIn(page, 'signatory');
      await page.getByRole('link', { name: DRAFT }).click();
      await page.locator('[data-gate=red]').waitFor();
      // The gate stands where the list was, is told to who listens, and is there again when the page is loaded anew.
      await page.locator('#gate:focus').waitFor();
      expect(await page.getByRole('link', { name: DRAFT }).count()).toBe(0);
      await page.reload();
      await page.locator('[data-gate=red]').waitFor();
      expect(await page.locator('[data-rule]').count()).toBe(10);
      const marks = await page.locator('[data-mark]').count();
      expect(marks).toBeGreaterThan(1);
      expect(await page.locator('[data-cure]').count()).toBe(marks);
      expect(await page.locator('[data-mark=WORK_NOT_RECORDED] [data-cure=CURE_RECORD_WORK]').count()).toBe(1);
      const english = await page.getByText('nobody recorded the work').count();
      expect(english).toBe(locale === 'en-GB' ? 1 : 0);
      expect(await faultsOf(page)).toEqual([]);
      await page.goBack();
      await page.getByRole('link', { name: DRAFT }).waitFor();
    },
  );
});

describe.concurrent('the page of indicators', () => {
  it.for(['en-GB', 'zh-CN', 'zh-HK', 'pt-PT'])(
    'lists to an inspector what was noticed about papers of the place, and narrows the list, in %s',
    async (locale, { open }) => {
      const page = await open('/indicators', DESK, locale);
      await signIn(page, 'inspector');
      // The demonstration's reports and certificates were signed without a gate; the rogue scale's is of another place.
      await page.locator('[data-paper=DEMO-WL-2026-TRACED] [data-indicator]').first().waitFor();
      expect(await page.locator('[data-paper=C-ROGUE]').count()).toBe(0);
      await page.locator('form select').nth(1).selectOption('VerificationCertificate');
      await page.locator('form button[type=submit]').click();
      await page.locator('[data-paper=DEMO-WL-2026-TRACED]').waitFor({ state: 'detached' });
      await page.getByTestId('indicators-count').waitFor();
      expect(await page.locator('[data-paper]').count()).toBe(0);
      await page.locator('form select').nth(1).selectOption('TestReport');
      await page.locator('form button[type=submit]').click();
      await page.locator('[data-paper=DEMO-WL-2026-TRACED]').waitFor();
      expect(await faultsOf(page)).toEqual([]);
    },
  );
});

describe('the correction of a round', () => {
  const first = (page: Page) => page.locator('[data-folded=provider] > summary').click();

  it('is opened by the coordinator, shown score by score, and counts once another person has signed', async ({
    open,
  }) => {
    const page = await open(opened.round);
    await first(page);
    await signIn(page, 'coordinator');
    await page.locator('[data-folded=correction] > summary').click();
    const form = page.locator('form[data-form=correction]');
    await form.getByLabel('Why').fill('The certificate was read in the wrong line.');
    await form.locator('[data-measurand=Hg] select').first().selectOption('certified-reference-material');
    await form.locator('input[name=value]').fill('0,014');
    await form.locator('input[name=characterisation]').fill('0.0005');
    await form.locator('button[type=submit]').click();
    await page.getByTestId('correcting').waitFor();
    await page.locator('[data-folded=scoring] > summary').click();
    await page.locator('form[data-form=scoring] button[type=submit]').click();
    await page.getByText('0.044 → 0.014').waitFor();
    expect(Number(await page.locator('[data-changes]').getAttribute('data-changes'))).toBe(PARTICIPANTS);
    expect(await faultsOf(page)).toEqual([]);
    await page.locator('form[data-form=proposal] button[type=submit]').click();
    await page.locator('[data-proposal]').waitFor();
    expect(await page.locator('form[data-form=decision]').count()).toBe(0);
  });

  it.for(['zh-CN', 'pt-PT'])('waits for its second person in %s', async (locale, { open }) => {
    const page = await open(opened.round, DESK, locale);
    await first(page);
    await signIn(page, 'round-authoriser');
    await page.locator('form[data-form=decision]').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('is signed by the second person; then the report says what it corrects and why', async ({ open }) => {
    const page = await open(opened.round);
    await first(page);
    await signIn(page, 'round-authoriser');
    const form = page.locator('form[data-form=decision]');
    await form.locator('input[type=password]').fill(PASSWORD);
    await form.locator('button[type=submit]').click();
    await page.getByText(/^Corrected on 2026-11-22: The certificate was read in the wrong line\./).waitFor();
    await page.getByText('0.014 mg/kg').first().waitFor();
    await page.getByRole('link', { name: 'The report before it' }).click();
    await page.getByRole('note').waitFor();
    expect(await page.locator('[data-folded=provider]').count()).toBe(0);
  });

  it('is nothing that another organisation can do', async ({ open }) => {
    const page = await open(opened.round);
    await first(page);
    await signIn(page, 'signatory');
    await page.getByTestId('not-the-provider').waitFor();
  });
});

describe('the page of the issue gate, for whoever tested', () => {
  it('takes the steps of whoever tested, adds to them, and shows what was recorded by whom', async ({ open }) => {
    const page = await open('/issue-gate');
    await signIn(page, 'tester');
    await page.getByRole('link', { name: DRAFT }).click();
    const openForm = () => page.locator('[data-folded=own-work] summary').click();
    const fill = async (step: number, label: string, value: string) =>
      page.locator(`[data-step="${step}"]`).getByLabel(label, { exact: true }).fill(value);
    const fillStep = async (step: number, what: string, [from, to]: readonly [string, string]) => {
      await fill(step, 'What was done', what);
      await fill(step, 'Room or site', 'oven room');
      await fill(step, 'From (UTC+8)', from);
      await fill(step, 'To (UTC+8)', to);
    };
    const record = () => page.locator('[data-form=work]').getByRole('button', { name: 'Record', exact: true }).click();
    await openForm();
    await fillStep(1, 'weighing', ['2026-11-20T09:00', '2026-11-20T09:20']);
    const file = { name: 'scale.csv', mimeType: 'text/csv', buffer: Buffer.from('abc') };
    await page.locator('[data-step="1"] input[type=file]').setInputFiles(file);
    await page.getByText('uEiC6eBa_jwHP6kFBQN5driIjsANho5YXepy0EP9h8gAVrQ').waitFor();
    await page.getByLabel('Readings', { exact: true }).fill('0.10 0.11');
    await page.getByLabel('Unit of the readings').fill('mg/kg');
    await record();
    await page.locator('[data-work]').waitFor();
    expect(await page.locator('[data-mark=WORK_NOT_RECORDED]').count()).toBe(0);
    await openForm();
    await page.getByRole('button', { name: 'Add a step' }).click();
    await fillStep(2, 'drying', ['2026-11-20T09:30', '2026-11-20T13:30']);
    await page.locator('[data-step="2"]').getByLabel('ran by itself, with nobody beside it').check();
    await record();
    await page.locator('[data-work] li').nth(1).waitFor();
    expect(await page.locator('[data-work] li').allTextContents()).toEqual([
      expect.stringContaining('weighing, oven room: 2026-11-20 09:00 UTC+8'),
      expect.stringContaining('ran by itself, with nobody beside it'),
    ]);
    expect(await faultsOf(page)).toEqual([]);
  });
});

describe.concurrent.each(['en-GB', 'zh-CN'])('in %s', (locale) => {
  it.for<[string, () => string, string]>([
    ['a chain', () => opened.chain, '[data-whole]'],
    ['a broken chain', () => opened.broken, '[data-whole]'],
    ['traceability', () => '/traceability', '#pick'],
    ['uncertainty', () => '/uncertainty', '[data-testid=trials-done]'],
    ['control charts', () => '/control-charts', '[data-chart]'],
    ['studies', () => '/studies', '[data-histogram]'],
    ['signing in', () => '/impact', 'form'],
    ['a round', () => opened.round, '[data-plot]'],
  ])(
    'the page of %s breaks no rule of axe-core seriously, by day and in the dark, and fits the screen',
    async ([, path, awaited], { open }) => {
      const page = await open(path(), DESK, locale);
      await page.locator(awaited).first().waitFor();
      expect(await faultsOf(page)).toEqual([]);
    },
  );
});
