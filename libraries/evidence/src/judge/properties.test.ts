// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { parsePlace } from '@touchstone/identifiers';
import { CHECK_GROUPS } from '@touchstone/statements';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PresentedDocument } from '../gather/gather.ts';
import { createMemorySource } from '../memory-source.ts';
import { runCheck } from '../run-check.ts';
import { runVerify } from '../run-verify.ts';
import { draft, LAW, leadResult, reportDraft, WHO } from '../testing/drafts.ts';
import { type Draft, didDocument, sign } from '../testing/parties.ts';
import { rules } from '../testing/rules.ts';
import { signList } from '../testing/status-lists.ts';
import { CUT, cellOf, claimOf, makeWorld, QUESTION, READ } from '../testing/world.ts';
import type { CellVerdict, Verdict } from '../verdict.ts';

const RUNS = { numRuns: 60 };
const DIDS = Object.fromEntries(Object.values(WHO).map((who) => [who.did, didDocument(who)]));
const RANK: Readonly<Record<CellVerdict, number>> = { refuted: 0, unknown: 1, proved: 2 };

let register: readonly string[] = [];
let sampling = '';
let agreeing: readonly string[] = [];
let failing: readonly string[] = [];
let forged: readonly string[] = [];
/** Failing results that the place does not accept, and status lists that name nobody's papers. */
let doubtful: readonly string[] = [];

beforeAll(async () => {
  const world = await makeWorld();
  register = world.stored.map(({ text }) => text);
  sampling = world.sound.sampling.text;
  const report = (label: string, value: string, more: Partial<Draft> = {}): Draft => {
    const first = reportDraft(world.sound.sampling, world.sound.calibration);
    const subject = {
      ...first.subject,
      reportNumber: label,
      results: [leadResult({ quantity: { value, unit: 'mg/kg' } })],
    };
    return { ...first, ...more, label, subject };
  };
  const texts = async (...drafts: Draft[]) => (await Promise.all(drafts.map(sign))).map(({ text }) => text);
  agreeing = await texts(report('a', '0.1'), report('b', '0.2'), report('c', '0.3'));
  const foreign = (label: string, value: string): Draft => {
    const one = report(label, value);
    return { ...one, subject: { ...one.subject, language: 'pt' } };
  };
  doubtful = [
    ...(await texts(foreign('f', '0.31'), foreign('g', '0.9'))),
    await signList({ keeper: WHO.laboratory, takenAt: '2026-11-20T00:00:00Z', set: [1] }),
  ];
  failing = await texts(report('d', '0.31'), report('e', '0.5'));
  forged = [...agreeing, ...failing, sampling].map((text) => text.replace('"pb"', '"Pb"').replace('"L-1"', '"L-2"'));
});

async function verdictOn(texts: readonly string[]): Promise<Verdict> {
  const documents = texts.map((text, index): PresentedDocument => ({ file: `${index}`, text }));
  const source = createMemorySource(
    register.map((text) => ({ text })),
    DIDS,
    READ,
  );
  const options = { source, requirements: rules(), suite: nodeSuite, read: READ, cut: CUT };
  return runCheck(claimOf(), { documents, transcribed: [] }, QUESTION, options);
}
const cellVerdict = async (texts: readonly string[]): Promise<CellVerdict> => cellOf(await verdictOn(texts)).verdict;

/** Some papers out of all that the presenter may have, in any order. */
const papers = fc
  .array(fc.nat(2 + 3 + 6 + 3), { maxLength: 7 })
  .map((picks) => (all: readonly string[]) => picks.map((pick) => all[pick % all.length] as string));
const everything = (): readonly string[] => [sampling, ...agreeing, ...failing, ...forged, ...doubtful];
/** What may be wrong with a report beside its number, and takes nothing from what the number says. */
interface Flaws {
  readonly unit: string;
  readonly subject: Record<string, unknown>;
  readonly sample: Record<string, unknown>;
  readonly result: Record<string, unknown>;
}
const flaws: fc.Arbitrary<Flaws> = fc.record({
  unit: fc.constantFrom('mg/kg', 'mg/L', 'Bq/kg'),
  subject: fc.constantFrom({}, { signatory: undefined }, { language: 'pt' }, { issuedOn: '2020-01-01' }),
  sample: fc.constantFrom({}, { seal: 'seal-9' }, { food: 'fish' }, { statedLot: undefined }, { sample: 'S-9' }),
  result: fc.constantFrom(
    {},
    { method: { standard: 'GB 1-2020' } },
    { underScope: false },
    { testedOn: '2026-11-08' },
    { basis: 'edible portion' },
    { limitOfQuantification: { value: '0.001', unit: 'mg/kg' } },
    { limitOfDetection: { value: '9', unit: 'mg/kg' } },
    { expandedUncertainty: { value: '9', unit: 'Bq/kg', coverageFactor: '2' } },
  ),
});
const shuffled = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...list], { minLength: list.length });

describe('judge() over any papers', () => {
  it('does not depend on the order of the papers', async () => {
    const twice = papers.chain((pick) => {
      const chosen = pick(everything());
      return fc.tuple(fc.constant(chosen), shuffled(chosen));
    });
    await fc.assert(
      fc.asyncProperty(twice, async ([one, other]) => {
        const short = (verdict: Verdict) => {
          const { verdict: said, outcome, evidence } = cellOf(verdict);
          return [said, outcome, evidence, verdict.evidenceSet];
        };
        expect(short(await verdictOn(other))).toEqual(short(await verdictOn(one)));
      }),
      RUNS,
    );
  });

  it('is never worse for one more result that agrees', async () => {
    const some = papers.map((pick) => pick([sampling, ...agreeing, ...forged]));
    await fc.assert(
      fc.asyncProperty(some, fc.nat(2), async (before, more) => {
        const after = [...before, agreeing[more] as string];
        expect(RANK[await cellVerdict(after)]).toBeGreaterThanOrEqual(RANK[await cellVerdict(before)]);
      }),
      RUNS,
    );
  });

  it('never turns proved into refuted, or back, by one more paper: a contradiction leaves it open', async () => {
    await fc.assert(
      fc.asyncProperty(papers, fc.nat(11), async (pick, more) => {
        const before = pick(everything());
        const after = [...before, everything()[more % everything().length] as string];
        expect(Math.abs(RANK[await cellVerdict(after)] - RANK[await cellVerdict(before)])).toBeLessThan(2);
      }),
      RUNS,
    );
  });

  it('is not changed by contradicted papers beside sound ones', async () => {
    await fc.assert(
      fc.asyncProperty(papers, papers, async (pick, forgeries) => {
        const honest = pick([sampling, ...agreeing, ...failing]);
        expect(await cellVerdict([...honest, ...forgeries(forged)])).toBe(await cellVerdict(honest));
      }),
      RUNS,
    );
  });

  it('is never made better by a doubtful paper, and never refuted by one', async () => {
    await fc.assert(
      fc.asyncProperty(papers, fc.nat(1), async (pick, more) => {
        const before = pick([sampling, ...agreeing, ...forged]);
        const after = await cellVerdict([...before, doubtful[more] as string]);
        expect(RANK[after]).toBeLessThanOrEqual(RANK[await cellVerdict(before)]);
        expect(after).toBe('unknown');
      }),
      RUNS,
    );
  });

  it('is never better for a worse number, by whatever method, unit, range, seal or word the report gives it', async () => {
    const { sound } = await makeWorld();
    const reported = async (value: number, { unit, subject, sample, result }: Flaws) => {
      const first = reportDraft(sound.sampling, sound.calibration);
      const quantity = { value: (value / 100).toFixed(2), unit };
      const draft: Draft = {
        ...first,
        label: 'worse',
        subject: {
          ...first.subject,
          reportNumber: 'W',
          ...subject,
          sample: { ...(first.subject.sample as object), ...sample },
          results: [leadResult({ quantity, ...result })],
        },
      };
      return cellVerdict([sampling, agreeing[0] as string, (await sign(draft)).text]);
    };
    const above = fc.integer({ min: 31, max: 100_000 });
    await fc.assert(
      fc.asyncProperty(above, above, flaws, flaws, async (a, b, some, more) => {
        const less = await reported(Math.min(a, b), some);
        // A worse number, with the same flaws or with more of them.
        for (const worse of [some, { ...some, ...more }])
          expect(RANK[await reported(Math.max(a, b), worse)]).toBeLessThanOrEqual(RANK[less]);
        expect(less).toBe('unknown');
      }),
      RUNS,
    );
  });

  it('needs the failing result to refute: without it the lot is not refuted', async () => {
    await fc.assert(
      fc.asyncProperty(papers, async (pick) => {
        expect(await cellVerdict(pick([sampling, ...agreeing, ...forged]))).not.toBe('refuted');
      }),
      RUNS,
    );
  });

  it('says the same again, in the same JSON', async () => {
    await fc.assert(
      fc.asyncProperty(papers, async (pick) => {
        const one = JSON.stringify(await verdictOn(pick(everything())));
        expect(JSON.stringify(await verdictOn(pick(everything())))).toBe(one);
        expect(JSON.parse(one)).toEqual(JSON.parse(JSON.stringify(JSON.parse(one))));
      }),
      { numRuns: 20 },
    );
  });

  it('makes every group of checks in every trial or its cell, in order', async () => {
    await fc.assert(
      fc.asyncProperty(papers, async (pick) => {
        const { checks, trials } = cellOf(await verdictOn(pick(everything())));
        for (const trial of trials.length > 0 ? trials : [{ checks: [] }]) {
          const groups = new Set([...checks, ...trial.checks].map(({ group }) => group));
          expect(CHECK_GROUPS.filter((group) => !groups.has(group))).toEqual([]);
        }
        for (const list of [checks, ...trials.map((trial) => trial.checks)]) {
          const places = list.map(({ group }) => CHECK_GROUPS.indexOf(group));
          expect(places).toEqual([...places].sort((a, b) => a - b));
        }
      }),
      RUNS,
    );
  });
});

describe('judge() of hostile papers', () => {
  it('never throws on any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.json(), { maxLength: 5 }), async (texts) => {
        expect((await verdictOn(texts)).summary.proved).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it('never throws on changed bytes, and never proves by them', async () => {
    const change = fc.tuple(
      fc.nat(),
      fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const sound = agreeing[0] as string;
        let text = sound;
        for (const [at, letter] of changes) {
          const index = at % text.length;
          text = text.slice(0, index) + letter + text.slice(index + 1);
        }
        const verdict = await cellVerdict([sampling, text]);
        expect(verdict === 'proved' && JSON.stringify(safely(text)) !== JSON.stringify(safely(sound))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws on a signed statement with any part exchanged for anything', async () => {
    const hostile = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        '__proto__',
        'constructor',
        'toString',
        '',
        '9'.repeat(900),
        '-1',
        '1e5',
        'did:web:x',
        'spoons',
        '2026-11-31',
        ' ',
      ),
    );
    const body = JSON.parse(agreeing[0] as string);
    const paths = pathsOf(body.credentialSubject);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), hostile, async (path, value) => {
        const changed = structuredClone(body.credentialSubject);
        set(changed, path, value);
        const attempt = await sign({
          ...draft('laboratory', 'TestReport', 'hostile', changed),
          validFrom: body.validFrom,
        }).catch(() => undefined);
        const text = attempt?.text ?? JSON.stringify({ ...body, credentialSubject: changed });
        const verdict = await verdictOn([sampling, text]);
        expect(['proved', 'refuted', 'unknown']).toContain(cellOf(verdict).verdict);
        const options = {
          source: createMemorySource([{ text: sampling }], DIDS, READ),
          requirements: rules(),
          suite: nodeSuite,
          read: READ,
          cut: CUT,
        };
        expect((await runVerify({ file: 'x', text }, QUESTION, options)).format).toBe('touchstone-document/1');
      }),
      { numRuns: 300 },
    );
  });

  it('takes no authority from papers that the presenter signed himself', async () => {
    const own = (kind: Draft['kind'], text: string): Draft => {
      const { credentialSubject } = JSON.parse(text);
      return draft('stranger', kind, `own ${kind}`, credentialSubject);
    };
    const kinds = [
      'PlacePolicy',
      'AcceptanceInstrument',
      'Accreditation',
      'RecognitionArrangement',
      'KeyAuthorisation',
    ] as const;
    const drafts = register.flatMap((text) =>
      kinds.filter((kind) => text.includes(`"${kind}"`)).map((kind) => own(kind, text)),
    );
    const forgeries = await Promise.all(drafts.map((one, index) => sign({ ...one, label: `own ${index}` })));
    const revoking = draft('stranger', 'StatusChange', 'x', {
      id: 'urn:x',
      changes: referenceOf(agreeing[0] as string),
      status: 'revoked',
      from: '2026-01-01T00:00:00Z',
      reason: 'x',
    });
    const restricting = draft('stranger', 'ListEntry', 'y', {
      id: 'urn:y',
      party: { name: 'P', did: WHO.producer.did },
      list: 'x',
      effects: ['may-not-supply'],
      places: ['MO'],
      legalBasis: LAW,
      from: '2025-01-01',
    });
    const all = [...forgeries, await sign(revoking), await sign(restricting)].map(({ text }) => text);
    const before = register;
    expect(await cellVerdict([sampling, agreeing[0] as string, ...all])).toBe('proved');
    for (const kind of kinds) {
      register = before.filter((text) => !text.includes(`"${kind}"`));
      expect([kind, await cellVerdict([sampling, agreeing[0] as string, ...all])]).toEqual([kind, 'unknown']);
    }
    register = before;
  });

  it('asks a place that nobody rules', async () => {
    const source = createMemorySource([], {}, READ);
    const options = { source, requirements: rules(), suite: nodeSuite, read: READ, cut: CUT };
    const verdict = await runCheck(
      claimOf(),
      { documents: [], transcribed: [] },
      { ...QUESTION, places: [parsePlace('HK')] },
      options,
    );
    expect(new Set(cellOf(verdict).checks.map(({ group }) => group))).toEqual(new Set(CHECK_GROUPS));
  });
});

function referenceOf(text: string): unknown {
  const { digest, link } = READ(text);
  return { id: link.id, issuer: link.issuer, digest };
}

function safely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [
    ...(at.length === 0 ? [] : [at]),
    ...Object.keys(value).flatMap((key) => pathsOf((value as Record<string, unknown>)[key], [...at, key])),
  ];
}

function set(target: unknown, path: Path, value: unknown): void {
  const last = path[path.length - 1] as string;
  const owner = path.slice(0, -1).reduce((node, key) => (node as Record<string, unknown>)[key], target);
  (owner as Record<string, unknown>)[last] = value;
}
