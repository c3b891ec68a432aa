// SPDX-License-Identifier: Apache-2.0
import { CHECK_GROUPS } from '@touchstone/statements';
import { demonstrationBasis, PARTIES, SAMPLING_PLAN } from './authorities.ts';
import { type DemonstrationParty, type MadeStatement, make } from './parties.ts';

const FROM = '2025-01-01';
const AT = '2025-01-01T00:00:00Z';

interface PlaceOfDemonstration {
  readonly place: string;
  readonly authority: DemonstrationParty;
  readonly accreditationBodies: readonly DemonstrationParty[];
  readonly competence: readonly ('accreditation' | 'statutory-qualification')[];
}

const PLACES: readonly PlaceOfDemonstration[] = [
  {
    place: 'CN-GD',
    authority: PARTIES.cn,
    accreditationBodies: [PARTIES.bodyOne],
    competence: ['statutory-qualification'],
  },
  { place: 'HK', authority: PARTIES.hk, accreditationBodies: [], competence: ['accreditation'] },
  { place: 'MO', authority: PARTIES.mo, accreditationBodies: [], competence: ['accreditation'] },
];

/** Policy and acceptance instrument of each place. */
export async function makePlaces(): Promise<readonly MadeStatement[]> {
  const made = await Promise.all(PLACES.map((one) => Promise.all([makePolicy(one), makeAcceptance(one)])));
  return made.flat();
}

function makePolicy({ place, authority, accreditationBodies }: PlaceOfDemonstration): Promise<MadeStatement> {
  const checks = Object.fromEntries(
    CHECK_GROUPS.map((group) => [group, group === 'plausibility' ? 'informative' : 'required']),
  );
  return make(authority, 'PlacePolicy', `policy ${place}`, {
    validFrom: AT,
    name: `Demonstration policy of ${place}`,
    subject: {
      id: `urn:touchstone:demonstration:policy:${place}`,
      place,
      title: `Demonstration policy of ${place}`,
      demonstration: true,
      checks: checks as Record<(typeof CHECK_GROUPS)[number], 'required' | 'informative'>,
      admissible: [
        { purpose: 'limit', kind: 'TestReport', maximumAgeDays: 180, languages: ['en', 'zh'] },
        ...(['label', 'registration', 'licence', 'official-certificate', 'record-keeping'] as const).flatMap(
          (purpose) =>
            (['InspectionReport', 'ConformityCertificate'] as const).map((kind) => ({
              purpose,
              kind,
              maximumAgeDays: 180,
              languages: ['en', 'zh'],
            })),
        ),
      ],
      trustAnchors: [
        { id: PARTIES.registrar.did, name: PARTIES.registrar.name, role: 'registrar' },
        { id: authority.did, name: authority.name, role: 'authority' },
        { id: PARTIES.arrangement.did, name: PARTIES.arrangement.name, role: 'arrangement-owner' },
        ...accreditationBodies.map(({ did, name }) => ({ id: did, name, role: 'accreditation-body' as const })),
      ],
      secondary: 'decides-visibly',
      unstatedBasis: {
        when: 'decides-visibly',
        takes: ['as sold', 'edible part'],
        because:
          'demonstration rule: a limit without a stated basis is compared with the food as sold and with its edible part, and says so',
      },
      sampling: { plans: [SAMPLING_PLAN], increments: 5, legalBasis: demonstrationBasis('Sampling rule') },
      decisionRule: {
        rule: { kind: 'simple-acceptance' },
        origin: 'law',
        legalBasis: demonstrationBasis('Decision rule'),
      },
      rounding: 'full-value',
      traceability: 'assured-by-accreditation',
      retest: {
        procedure: 'a third laboratory tests the reference sample',
        legalBasis: demonstrationBasis('Re-test rule'),
      },
      logs: { required: false, because: 'demonstration rule: receipts of public logs are shown and decide nothing' },
      from: FROM,
    },
  });
}

function makeAcceptance({ place, authority, competence }: PlaceOfDemonstration): Promise<MadeStatement> {
  return make(authority, 'AcceptanceInstrument', `acceptance ${place}`, {
    validFrom: AT,
    name: `Demonstration acceptance instrument of ${place}`,
    subject: {
      id: `urn:touchstone:demonstration:acceptance:${place}`,
      place,
      legalBasis: demonstrationBasis(`Acceptance of test reports in ${place}`),
      accepts: ['TestReport'],
      purposes: ['limit'],
      competence: [...competence],
      from: FROM,
    },
  });
}

/** The arrangement that joins body one to all three places and body two to all but Macao, as two instruments. */
export async function makeArrangements(): Promise<readonly MadeStatement[]> {
  const signatory = (party: DemonstrationParty) => ({
    id: party.did,
    name: party.name,
    activities: ['testing' as const, 'calibration' as const, 'sampling' as const],
    from: FROM,
  });
  const arrangement = (label: string, name: string, places: string[], parties: readonly DemonstrationParty[]) =>
    make(PARTIES.arrangement, 'RecognitionArrangement', label, {
      validFrom: AT,
      subject: {
        id: `urn:touchstone:demonstration:arrangement:${label}`,
        name,
        level: 'multilateral',
        signatories: parties.map(signatory),
        places,
        from: FROM,
      },
    });
  return Promise.all([
    arrangement('three-places', 'Demonstration Arrangement of Three Places', ['CN-GD', 'HK', 'MO'], [PARTIES.bodyOne]),
    arrangement('two-places', 'Demonstration Arrangement of Two Places', ['CN-GD', 'HK'], [PARTIES.bodyTwo]),
  ]);
}
