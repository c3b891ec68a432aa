// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { accreditation, draft, LAW, WHO } from '../testing/drafts.ts';
import type { Draft } from '../testing/parties.ts';
import { LABEL_DUTY, rules } from '../testing/rules.ts';
import { cellOf, found, shortly, verdictOn, type WorldChanges, withSubject } from '../testing/world.ts';

const inspection = (more: Record<string, unknown> = {}, who: keyof typeof WHO = 'inspector'): Draft =>
  draft(
    who,
    'InspectionReport',
    'inspection',
    {
      id: 'urn:test:inspection',
      reportNumber: 'I-1',
      body: { id: WHO.inspector.did, name: 'inspector' },
      lot: { food: 'leaf', lotNumber: 'L-1' },
      language: 'en',
      inspectedOn: '2026-11-12',
      findings: [{ requirement: 'label-leaf', fulfilled: true }],
      issuedOn: '2026-11-13',
      ...more,
    },
    '2026-11-13T08:00:00Z',
  );
const certificate = (more: Record<string, unknown> = {}, type = '5'): Draft =>
  draft(
    'inspector',
    'ConformityCertificate',
    'certificate',
    {
      id: 'urn:test:certificate',
      certificateNumber: 'CC-1',
      language: 'en',
      holder: { name: 'P', did: WHO.producer.did },
      scheme: { name: 'SCHEME-1', type },
      objects: [{ description: 'leaf', food: 'leaf' }],
      requirements: ['label-leaf'],
      from: '2026-10-01',
      ...more,
    },
    '2026-10-01T08:00:00Z',
  );
const declaration = (more: Record<string, unknown> = {}, who: keyof typeof WHO = 'producer'): Draft =>
  draft(
    who,
    'SelfDeclaration',
    'declaration',
    {
      id: 'urn:test:declaration',
      declarant: { name: 'P', did: WHO.producer.did },
      lot: { food: 'leaf', lotNumber: 'L-1' },
      language: 'en',
      declares: [{ requirement: 'label-leaf', text: 'labelled' }],
      declaredOn: '2026-11-13',
      ...more,
    },
    '2026-11-13T08:00:00Z',
  );
const line = (activity: string, more: Record<string, unknown> = {}): Draft =>
  accreditation('inspector', {
    activity,
    line: 'I1',
    object: { description: 'leaf', foods: ['leaf'] },
    method: { standard: 'SCHEME-1' },
    from: '2025-01-01',
    ...more,
  });
/** An accreditation that ends, with a line that does not. */
const until = (activity: string, to: string): Draft => {
  const whole = line(activity);
  return { ...whole, subject: { ...whole.subject, to } };
};
/** A certificate of the batch itself, made once that was there. */
const batch = (more: Record<string, unknown> = {}): Draft =>
  certificate({ objects: [{ description: 'lot', food: 'leaf', lotNumber: 'L-1' }], from: '2026-11-09', ...more }, '1b');
/** A claim that names its producer and nothing more. */
const byName: WorldChanges = {
  claim: { scope: { kinds: ['label'] }, actors: [{ role: 'producer', name: 'P' }] },
};
const KINDS = ['InspectionReport', 'ConformityCertificate', 'SelfDeclaration'] as const;

/** The world of a duty: the place takes every kind of paper; the inspector is accredited for `activity`. */
function duty(paper: Draft, changes: WorldChanges & { grants?: readonly Draft[] } = {}): WorldChanges {
  const activity = paper.kind === 'ConformityCertificate' ? 'certification' : 'inspection';
  return {
    requirements: rules([LABEL_DUTY]),
    ...changes,
    claim: { scope: { kinds: ['label'] }, ...changes.claim },
    papers: () => [paper],
    more: () => changes.grants ?? [line(activity)],
    change: {
      report: 'without',
      sampling: 'without',
      policy: withSubject({
        admissible: KINDS.map((kind) => ({ purpose: 'label', kind, maximumAgeDays: 180, languages: ['en'] })),
      }),
      acceptance: withSubject({ accepts: KINDS, purposes: ['label'] }),
      ...changes.change,
    },
  };
}

describe('tryDeclarations()', () => {
  const GTIN = '9506000134352';
  const WITH_GTIN = { product: { name: 'leaf', food: 'leaf', gtin: GTIN } };
  const OTHER = { description: 'leaf', food: 'leaf', lotNumber: 'L-999' };
  it.each<[string, Draft, Record<string, unknown>?]>([
    ['an inspection report', inspection()],
    ['a certificate of production', certificate()],
    ['a batch certificate', batch()],
    ['a batch certificate of a lot whose day nobody says', batch(), { lot: { lotNumber: 'L-1' } }],
    [
      'a certificate that names the lot among others',
      certificate({ objects: [OTHER, { ...OTHER, lotNumber: 'L-1' }] }),
    ],
    ['an inspection of the same GTIN', inspection({ lot: { food: 'leaf', lotNumber: 'L-1', gtin: GTIN } }), WITH_GTIN],
    ['the declaration of an actor', declaration()],
  ])('proves a duty by %s', async (_, paper, claim = {}) => {
    const changes = duty(paper, { claim: { scope: { kinds: ['label'] }, ...claim } });
    expect(cellOf(await verdictOn(changes)).verdict).toBe('proved');
  });

  it('refutes a duty that an inspection found not fulfilled', async () => {
    const paper = inspection({ findings: [{ requirement: 'label-leaf', fulfilled: false }] });
    expect(await found('decision', duty(paper))).toBe('refuted; failed: FOUND_NOT_FULFILLED');
  });

  it('proves nothing over an inspection that found the contrary, and that the place takes in no such language', async () => {
    const contrary = {
      ...inspection({ findings: [{ requirement: 'label-leaf', fulfilled: false }], language: 'pt' }),
      label: 'contrary',
    };
    expect(await found('conflict', duty(inspection(), { grants: [line('inspection'), contrary] }))).toBe(
      'unknown; undetermined: FAILING_RESULT_UNRESOLVED',
    );
    const foreign = { ...contrary, subject: { ...contrary.subject, lot: { food: 'leaf', lotNumber: 'L-2' } } };
    expect(await found('conflict', duty(inspection(), { grants: [line('inspection'), foreign] }))).toBe(
      'proved; passed:',
    );
  });

  it('leaves a duty open of which only one version was found not fulfilled', async () => {
    const transition = (with_: string, side: string) => ({
      ...{ id: 'T', kind: 'either-version', side, with: [with_], otherInstrument: with_, otherLoaded: 'complete' },
      ...{ wholly: false, certainty: 'read', source: { note: 'a test' } },
    });
    const edition = (id: string, with_: string, side: string) =>
      ({
        ...LABEL_DUTY,
        id,
        instrument: { ...LABEL_DUTY.instrument, id },
        transition: transition(with_, side),
      }) as typeof LABEL_DUTY;
    const requirements = rules([
      edition('label-leaf', 'label-new', 'earlier'),
      edition('label-new', 'label-leaf', 'later'),
    ]);
    const paper = inspection({ findings: [{ requirement: 'label-leaf', fulfilled: false }] });
    expect(await found('decision', { ...duty(paper), requirements })).toBe('unknown; undetermined: DUTY_LEFT_OPEN');
  });

  it('finds a paper that only the register holds', async () => {
    const changes = duty(inspection());
    const verdict = await verdictOn({ ...changes, papers: () => [], more: () => [line('inspection'), inspection()] });
    expect(cellOf(verdict).verdict).toBe('proved');
  });

  it('is not concerned with papers about other duties', async () => {
    const verdict = await verdictOn(duty(declaration({ declares: [{ requirement: 'other', text: 'x' }] })));
    expect(cellOf(verdict).trials).toEqual([]);
    expect(shortly(cellOf(verdict), 'admissibility')).toBe('undetermined: EVIDENCE_NEEDED');
  });

  it.each<[string, string, WorldChanges]>([
    ['guidance', 'GUIDELINE_IS_NO_LIMIT', { requirements: rules([{ ...LABEL_DUTY, legalForce: 'guideline' }]) }],
    [
      'what is recalled',
      'RECALLED_DECIDES_NOTHING',
      { requirements: rules([{ ...LABEL_DUTY, certainty: 'recalled' }]) },
    ],
  ])('proves nothing of %s', async (_, code, changes) => {
    expect(await found('decision', duty(declaration(), changes))).toBe(`unknown; undetermined: DUTY_LEFT_OPEN ${code}`);
  });

  it('looks at nothing of a paper that is not sound', async () => {
    const verdict = await verdictOn(duty(declaration(), { change: { 'key of producer': 'without' } }));
    expect(shortly(cellOf(verdict).trials[0], 'decision')).toBe('not-evaluated: PREMISE_FAILED');
    expect(cellOf(verdict).trials[0]).toMatchObject({ outcome: 'inconclusive', standing: 'not-accepted' });
  });

  it('counts a forged paper as contradicted', async () => {
    const texts = (all: readonly string[]) => all.map((text) => text.replace('"labelled"', '"labeled"'));
    expect(cellOf(await verdictOn(duty(declaration(), { texts })))).toMatchObject({ evidence: 'contradicted' });
  });

  it('does not know the language of a paper that does not say it', async () => {
    expect(await found('admissibility', duty(declaration({ language: undefined })))).toBe(
      'unknown; undetermined: LANGUAGE_NOT_STATED',
    );
    const old = declaration({ language: undefined, declaredOn: '2020-01-01' });
    expect(await found('admissibility', duty(old))).toBe('unknown; failed: TOO_OLD LANGUAGE_NOT_STATED');
  });
});

describe('checkPaperCompetence()', () => {
  const designation = (tasks: string[]): Draft =>
    draft('authority', 'Designation', 'designation', {
      id: WHO.inspector.did,
      name: 'inspector',
      place: 'MO',
      tasks,
      legalBasis: LAW,
      from: '2025-01-01',
    });
  const takesDesignation = {
    acceptance: withSubject({ accepts: KINDS, purposes: ['label'], competence: ['designation'] }),
  };
  it.each<[string, WorldChanges]>([
    ['undetermined: NO_GRANT_AT_HAND', duty(inspection(), { grants: [] } as never)],
    ['failed: ISSUER_IS_NOT_BODY', duty(inspection({}, 'stranger'))],
    [
      'failed: BODY_IS_ACTOR',
      duty(inspection(), {
        claim: { scope: { kinds: ['label'] }, actors: [{ role: 'seller', name: 'I', did: WHO.inspector.did }] },
      }),
    ],
    [
      'failed: BODY_IS_ACTOR',
      duty(
        inspection({ lot: { food: 'leaf', lotNumber: 'L-1', producer: { name: 'P', did: WHO.inspector.did } } }),
        byName,
      ),
    ],
    [
      'failed: BODY_IS_ACTOR',
      duty(certificate({ holder: { name: 'P', did: WHO.inspector.did, identifier: 'A-1' } }), {
        claim: { scope: { kinds: ['label'] }, actors: [{ role: 'producer', name: 'P', identifier: 'A-1' }] },
      }),
    ],
    [
      'undetermined: BODY_NAMED_AS_ACTOR',
      duty(inspection(), {
        claim: { scope: { kinds: ['label'] }, actors: [{ role: 'producer', name: 'Inspector' }] },
      }),
    ],
    ['failed: GRANT_NOT_IN_FORCE', duty(inspection(), { grants: [until('inspection', '2026-11-12')] })],
    [
      'failed: GRANT_NOT_IN_FORCE',
      duty({ ...certificate(), validFrom: '2026-11-13T08:00:00Z' }, { grants: [until('certification', '2026-11-12')] }),
    ],
    [
      'failed: NO_SCOPE_LINE ACCREDITED_FOR_OTHER_ACTIVITY',
      duty(inspection(), { grants: [line('certification')] } as never),
    ],
    [
      'failed: PRODUCT_OUTSIDE_SCOPE',
      duty(inspection(), {
        grants: [line('inspection', { object: { description: 'fish', foods: ['fish'] } })],
      } as never),
    ],
    [
      'failed: SCOPE_LINE_NOT_IN_FORCE',
      duty(inspection(), { grants: [line('inspection', { to: '2026-11-11' })] } as never),
    ],
    [
      'failed: METHOD_OUTSIDE_SCOPE',
      duty(certificate(), { grants: [line('certification', { method: { standard: 'SCHEME-2' } })] } as never),
    ],
    ['failed: NO_ARRANGEMENT', duty(inspection(), { change: { arrangement: 'without' } })],
    ['failed: TASK_NOT_DESIGNATED', duty(inspection(), { grants: [designation(['other'])] } as never)],
    ['failed: DECLARANT_IS_NO_ACTOR', duty(declaration({}, 'stranger'))],
    [
      'failed: DECLARANT_IS_NO_ACTOR',
      duty(declaration({ declarant: { name: 'S', did: WHO.stranger.did } }, 'stranger')),
    ],
  ])('%s', async (expected, changes) => {
    expect(await found('competence', changes)).toBe(`unknown; ${expected}`);
  });

  it('takes a designation for the duty, and a statutory qualification', async () => {
    const designated = duty(inspection(), { grants: [designation(['label-leaf'])], change: takesDesignation } as never);
    expect(await found('competence', designated)).toBe('proved; passed:');
    const { standard: _, ...granted } = line('inspection').subject;
    const qualified = draft('authority', 'StatutoryQualification', 'q', { ...granted, place: 'MO', legalBasis: LAW });
    expect(await found('acceptance', duty(inspection(), { grants: [qualified] } as never))).toBe(
      'unknown; failed: COMPETENCE_NOT_ACCEPTED',
    );
  });
});

describe('checkPaperLink()', () => {
  const objects = (object: Record<string, unknown>) => ({ objects: [{ description: 'x', ...object }] });
  it.each<[string, WorldChanges]>([
    ['failed: OTHER_LOT', duty(inspection({ lot: { food: 'leaf', lotNumber: 'L-2' } }))],
    ['failed: OTHER_LOT', duty(inspection({ lot: { food: 'fish', lotNumber: 'L-1' } }))],
    ['failed: OTHER_LOT', duty(declaration({ lot: undefined }))],
    ['failed: SCHEME_COVERS_NO_PRODUCT', duty(certificate({}, 'management-system'))],
    ['failed: SCHEME_COVERS_NO_PRODUCT', duty(certificate({}, '6'))],
    ['failed: SCHEME_COVERS_TYPE_ONLY', duty(certificate({}, '1a'))],
    ['failed: OTHER_LOT', duty(certificate(objects({ food: 'leaf', lotNumber: 'L-2' }), '1b'))],
    ['failed: OTHER_LOT', duty(certificate(objects({ food: 'fish', lotNumber: 'L-1' }), '1b'))],
    ['failed: OTHER_LOT', duty(certificate(objects({ food: 'leaf', lotNumber: 'L-999' })))],
    [
      'failed: OTHER_PRODUCT',
      duty(certificate(objects({ food: 'leaf', gtin: '4006381333931' })), {
        claim: { scope: { kinds: ['label'] }, product: { name: 'leaf', food: 'leaf', gtin: '9506000134352' } },
      }),
    ],
    ['failed: INSPECTED_BEFORE_PRODUCTION', duty(inspection({ inspectedOn: '2026-06-01' }))],
    ['failed: ISSUED_BEFORE_INSPECTED', duty(inspection({ inspectedOn: '2027-03-01' }))],
    ['failed: SIGNED_BEFORE_ISSUED', duty(inspection({ issuedOn: '2026-11-14' }))],
    ['failed: SIGNED_BEFORE_ISSUED', duty(declaration({ declaredOn: '2026-11-14' }))],
    ['failed: CERTIFIED_BEFORE_PRODUCTION', duty(batch({ from: '2026-11-07' }))],
    ['failed: CERTIFICATE_NOT_IN_FORCE', duty(batch({ to: '2026-11-21' }))],
    ['failed: CERTIFICATE_NOT_IN_FORCE', duty(batch({ from: '2027-10-01' }))],
    ['undetermined: CLIENT_NOT_OF_CLAIM', duty(batch({ holder: { name: 'Another firm' } }))],
    [
      'undetermined: PRODUCER_NOT_TIED',
      duty(inspection({ lot: { food: 'leaf', lotNumber: 'L-1', producer: { name: 'Another firm' } } })),
    ],
    [
      'failed: OTHER_PRODUCER',
      duty(inspection({ lot: { food: 'leaf', lotNumber: 'L-1', producer: { name: 'S', did: WHO.stranger.did } } })),
    ],
    ['failed: OTHER_PRODUCT', duty(certificate(objects({})))],
    ['failed: OTHER_PRODUCT', duty(certificate(objects({ food: 'fish' })))],
    ['failed: HOLDER_IS_NOT_PRODUCER', duty(certificate({ holder: { name: 'S', did: WHO.stranger.did } }))],
    ['failed: PRODUCED_OUTSIDE_CERTIFICATE', duty(certificate({ to: '2026-11-07' }))],
    [
      'undetermined: PRODUCTION_DATE_MISSING',
      duty(certificate(), { claim: { scope: { kinds: ['label'] }, lot: { lotNumber: 'L-1' } } }),
    ],
  ])('%s', async (expected, changes) => {
    expect(await found('object-link', changes)).toBe(`unknown; ${expected}`);
  });

  it('knows a producer by its registration number too', async () => {
    const actors = [{ role: 'producer', name: 'P', identifier: 'A-1' }];
    const changes = duty(certificate({ holder: { name: 'P', identifier: 'A-1' } }), {
      claim: { scope: { kinds: ['label'] }, actors },
    });
    expect(await found('object-link', changes)).toBe('proved; passed:');
  });
});

describe('restrictions of whoever signs a paper', () => {
  const barred = draft('authority', 'ListEntry', 'entry', {
    ...{ id: 'urn:test:entry', party: { name: 'I', did: WHO.inspector.did }, list: 'Test list' },
    ...{ effects: ['may-not-issue'], places: ['MO'], legalBasis: LAW, from: '2026-10-01' },
  });
  it.each([
    ['an inspection report', inspection(), 'inspection'],
    ['a certificate', certificate(), 'certification'],
  ])('leave the duty open over %s of a body that may not issue any', async (_, paper, activity) => {
    const verdict = await verdictOn(duty(paper, { grants: [line(activity), barred] }));
    expect(cellOf(verdict).verdict).toBe('unknown');
    expect(shortly(cellOf(verdict).trials[0], 'restrictions')).toBe('failed: RESTRICTED');
  });
});

describe('a body that was barred from issuing', () => {
  const bar = (who: keyof typeof WHO, from: string, to: string): Draft =>
    draft('authority', 'ListEntry', `bar of ${who}`, {
      ...{ id: 'urn:test:bar', party: { name: 'x', did: WHO[who].did }, list: 'Test list' },
      ...{ effects: ['may-not-issue'], places: ['MO'], legalBasis: LAW, from, to },
    });
  it.each<[string, string, Draft, Draft]>([
    [
      'an inspection body as it inspected',
      'failed: RESTRICTED',
      inspection(),
      bar('inspector', '2026-11-12', '2026-11-12'),
    ],
    [
      'an inspection body as it signed',
      'failed: RESTRICTED',
      inspection(),
      bar('inspector', '2026-11-13', '2026-11-14'),
    ],
    [
      'an inspection body before',
      'passed: NONE_AMONG_CONSULTED',
      inspection(),
      bar('inspector', '2026-11-01', '2026-11-11'),
    ],
    [
      'an inspection body afterwards',
      'passed: NONE_AMONG_CONSULTED',
      inspection(),
      bar('inspector', '2026-11-14', '2026-11-21'),
    ],
    ['a certifier as it signed', 'failed: RESTRICTED', certificate(), bar('inspector', '2026-10-01', '2026-10-01')],
    [
      'a certifier afterwards',
      'passed: NONE_AMONG_CONSULTED',
      certificate(),
      bar('inspector', '2026-10-02', '2026-11-21'),
    ],
    ['a declarant as it declared', 'failed: RESTRICTED', declaration(), bar('producer', '2026-11-13', '2026-11-13')],
  ])('is seen on the day: %s', async (_, expected, paper, barred) => {
    const changes = duty(paper);
    const verdict = await verdictOn({ ...changes, more: (sound) => [...(changes.more?.(sound) ?? []), barred] });
    expect(shortly(cellOf(verdict).trials[0], 'restrictions')).toBe(expected);
    expect(cellOf(verdict).verdict).toBe(expected.startsWith('failed') ? 'unknown' : 'proved');
  });
});
