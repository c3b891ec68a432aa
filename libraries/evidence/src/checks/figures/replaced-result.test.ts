// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { draft, leadResult, reportDraft, WHO } from '../../testing/drafts.ts';
import { type Draft, sign } from '../../testing/parties.ts';
import { cellOf, found, makeWorld, type SoundStatements, verdictOn, type WorldChanges } from '../../testing/world.ts';

const { sound } = await makeWorld();

/** The laboratory's own report on the sample, three times the limit. */
function high(of: SoundStatements): Draft {
  const first = reportDraft(of.sampling, of.calibration);
  return {
    ...first,
    label: 'high',
    subject: {
      ...first.subject,
      reportNumber: 'R-0',
      results: [leadResult({ quantity: { value: '0.9', unit: 'mg/kg' } })],
      issuedOn: '2026-11-12',
    },
    validFrom: '2026-11-12T08:00:00Z',
  };
}
const { reference: changes } = await sign(high(sound));

/** The high report, taken back by its issuer, or by somebody else, in the words given. */
const takenBack = (
  more: Record<string, unknown>,
  who: keyof typeof WHO = 'laboratory',
  also: Draft[] = [],
): WorldChanges => ({
  more: (all) => [
    high(all),
    ...also,
    draft(
      who,
      'StatusChange',
      'change',
      { id: 'urn:c', changes, status: 'revoked', from: '2026-11-13T09:00:00Z', reason: 'a reason', ...more },
      '2026-11-13T09:00:00Z',
    ),
  ],
});
const replaced = (replacedBy: unknown) => ({ status: 'replaced', replacedBy });

/** Another report of the laboratory than the one presented, below the limit, with changes. */
async function next(change: (made: Draft) => Draft): Promise<WorldChanges> {
  const made = change({ ...reportDraft(sound.sampling, sound.calibration), label: 'next' });
  return takenBack(replaced((await sign(made)).reference), 'laboratory', [made]);
}
const sampled = (more: Record<string, unknown>) => (made: Draft) => ({
  ...made,
  subject: { ...made.subject, sample: { ...(made.subject.sample as object), ...more } },
});

const OPEN = 'unknown; undetermined: FAILING_RESULT_TAKEN_BACK';
const NOTED = 'proved; passed: FAILING_RESULT_REPLACED';

const CASES: readonly [string, string, WorldChanges][] = [
  ['revoked', OPEN, takenBack({})],
  ['withdrawn', OPEN, takenBack({ status: 'withdrawn' })],
  ['replaced by nothing that it names', OPEN, takenBack({ status: 'replaced' })],
  ['replaced by the report presented', NOTED, takenBack(replaced(sound.report.reference))],
  ['revoked, naming the report presented', OPEN, takenBack({ replacedBy: sound.report.reference })],
  ['replaced by what is no report', OPEN, takenBack(replaced(sound.sampling.reference))],
  [
    'replaced by what is not at hand',
    OPEN,
    takenBack(replaced({ ...sound.report.reference, id: 'urn:uuid:01a1d3eb-ac00-7800-a74f-e4ec9068c01c' })),
  ],
  ['replaced by one on another sample', OPEN, await next(sampled({ sample: 'S-2', seal: 'seal-2' }))],
  [
    'replaced by one on another substance',
    OPEN,
    await next((made) => ({ ...made, subject: { ...made.subject, results: [leadResult({ substance: 'cd' })] } })),
  ],
  [
    'replaced by one that is older',
    OPEN,
    await next((made) => ({
      ...made,
      subject: { ...made.subject, issuedOn: '2026-11-12' },
      validFrom: '2026-11-12T07:00:00Z',
    })),
  ],
  ['replaced by one that has expired', OPEN, await next((made) => ({ ...made, validUntil: '2026-11-15T00:00:00Z' }))],
  ['replaced by a report of somebody else', OPEN, await next((made) => ({ ...made, issuer: WHO.second }))],
  [
    'taken back by somebody else',
    'unknown; failed: CONTRADICTING_RESULTS',
    takenBack(replaced(sound.report.reference), 'stranger'),
  ],
];

describe('replacementOf()', () => {
  it.each(CASES)('finds what a failing report was %s', async (_, expected, world) => {
    expect(await found('conflict', world)).toBe(expected);
  });

  it('leaves beside the verdict that there was a failing result, with the signed reason', async () => {
    const cell = cellOf(await verdictOn(takenBack({ ...replaced(sound.report.reference), reason: 'vials exchanged' })));
    const note = cell.caveats.find(({ code }) => code === 'FAILING_RESULT_REPLACED');
    expect([cell.verdict, note?.values?.why]).toEqual(['proved', 'vials exchanged']);
  });

  it('takes no change by its issuer of another content for one of this report', async () => {
    const other = { ...changes, digest: sound.calibration.reference.digest };
    const world = takenBack({ ...replaced(sound.report.reference), changes: other });
    const both: WorldChanges = {
      more: (all) => [
        ...(world.more?.(all) ?? []),
        ...(takenBack({ id: 'urn:d' }).more?.(all) ?? []).slice(1).map((one) => ({ ...one, label: 'second change' })),
      ],
    };
    expect(await found('conflict', both)).toBe(OPEN);
  });
});
