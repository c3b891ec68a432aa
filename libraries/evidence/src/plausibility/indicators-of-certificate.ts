// SPDX-License-Identifier: Apache-2.0
import { localDaysOf, type Place, parsePlace, placeCovers } from '@touchstone/identifiers';
import { standardKey, standardKeys } from '@touchstone/statements';
import { makingOf } from '../traceability/making.ts';
import { reasonsAgainst } from '../traceability/reasons-against.ts';
import { type UsedPaper, useOf } from '../traceability/references.ts';
import { grantsTo, type Surroundings as Trace } from '../traceability/vouching.ts';
import { certificateAsReport, type GatedCertificate } from './certificate.ts';
import { examineReport } from './gate.ts';
import { type Indicator, type KnownAround, toIndicators, workplacesOf } from './indicators.ts';
import { type Mark, mark } from './marks.ts';
import { nameMarks } from './names.ts';
import type { AskWorkplaces, ExaminedReport, Surroundings } from './report.ts';
import { noticesThatCount } from './who-speaks.ts';
import { placesAnswering } from './workplace.ts';

/**
 * What the rules notice about a signed certificate of a calibration, a verification or a reference material: its claim
 * against the CMC, what it rests on, its procedure, its days, its number. An indicator is no finding.
 */
export function indicatorsOfCertificate(
  paper: UsedPaper,
  around: Trace,
  known: Pick<
    KnownAround,
    | 'otherReports'
    | 'work'
    | 'otherWork'
    | 'recordedIn'
    | 'histories'
    | 'keptThings'
    | 'signedAt'
    | 'authorisations'
    | 'signatory'
  > = {},
): readonly Indicator[] {
  const { statement } = paper;
  const { from } = useOf(paper);
  const examined = certificateAsReport(statement as GatedCertificate);
  const { subject } = statement;
  const place = 'specification' in subject ? subject.place : examined.laboratory?.place;
  const { last: signed } = localDaysOf(statement.validFrom, place);
  const early = signed < from ? [mark('ISSUED_BEFORE_TESTED', { later: signed, earlier: from })] : [];
  const marks = examineReport(examined, {
    notices: editionsOf(examined, around, placesOfCertificate(paper, around, known)),
    ...known,
    // Of what it was measured with the chain upwards speaks.
    instruments: undefined,
    ...{ making: againstMaking(paper, around), workplaces: workplacesForMaking(examined, around) },
  });
  return toIndicators([...marks, ...early, ...makerMarks(paper, around), ...nameMarks(statement)]);
}

/** Where the maker of a calibration or a material is attested to do so, asked of the record at once for each of its days. */
export function workplacesForMaking(
  { laboratory, results, concludes }: Pick<ExaminedReport, 'laboratory' | 'results' | 'concludes'>,
  { papers }: Trace,
): AskWorkplaces | undefined {
  if (laboratory === undefined) return undefined;
  const ask = workplacesOf(
    { activity: concludes === true ? 'reference-materials' : 'calibration', body: laboratory.id },
    papers,
  );
  for (const { testedOn } of results) ask(testedOn);
  return ask;
}

type Recorded = Pick<Surroundings, 'recordedIn'>;

/** The places whose authorities answer for a signed certificate; none where nobody says where it was made. */
export function placesOfCertificate({ statement }: UsedPaper, around: Trace, known: Recorded = {}): readonly Place[] {
  const { subject } = statement;
  if ('specification' in subject) {
    const { place } = subject;
    const home = known.recordedIn === undefined ? [] : [parsePlace(known.recordedIn)];
    // Whose word a verification needs, the marks of its maker say; at home it is seen whatever it states.
    return place === undefined ? [] : [place, ...home.filter((one) => !placeCovers(one, place))];
  }
  const examined = certificateAsReport(statement as GatedCertificate);
  return placesAnswering(examined, { workplaces: workplacesForMaking(examined, around), ...known });
}

/** Specifications of metrology by the authorities of their places, and notices that count where the maker is, as what says which edition holds. */
export function editionsOf(
  { results }: Pick<ExaminedReport, 'results'>,
  { papers, roots }: Trace,
  places: readonly Place[] = [],
): NonNullable<Surroundings['notices']> {
  const keys = [...new Set(results.flatMap(({ method }) => standardKeys(method.standard)))].filter((key) => key !== '');
  return keys.flatMap((key) =>
    papers
      .near<'StandardNotice' | 'TechnicalSpecification'>('about-standard', key, [
        'StandardNotice',
        'TechnicalSpecification',
      ])
      .flatMap(({ statement: { issuer, subject } }) => {
        if ('standard' in subject) return noticesThatCount([{ issuer, subject }], { roots, places });
        const { id, specification: standard, title, status, from, to } = subject;
        const isCompetent = roots.some(
          ({ did, places }) => did === issuer && places.some((one) => placeCovers(one, subject.place)),
        );
        const ends = to === undefined ? {} : { to };
        // What is only a draft may not be used by anybody yet, as what was only published.
        const said = status === 'draft' ? 'published' : status;
        return isCompetent && standardKey(standard) === key
          ? [{ id, standard, title, status: said, from, ...ends, issuer }]
          : [];
      }),
  );
}

/** Of who verifies or certifies without a word of anybody the marks of the maker speak: elsewhere somebody may vouch. */
const SAID_OF_MAKERS: ReadonlySet<string> = new Set(['NOT_DESIGNATED', 'PRODUCER_NOT_VOUCHED']);

function againstMaking({ statement }: UsedPaper, around: Trace): Surroundings['making'] {
  return reasonsAgainst(statement as GatedCertificate, around).filter(({ code }) => !SAID_OF_MAKERS.has(code));
}

/** Nobody known here vouches for the maker: said, and not held for untrue, since others may know of somebody. */
function makerMarks(paper: UsedPaper, around: Trace): readonly Mark[] {
  const { subject } = paper.statement;
  const making = makingOf(paper, around);
  if (making.assuredBy !== undefined) return [];
  const maker =
    'laboratory' in subject ? subject.laboratory : 'institute' in subject ? subject.institute : subject.producer;
  const isCalibration = 'laboratory' in subject;
  // The standards that it keeps itself may carry a calibration as well; of that the chain speaks.
  const vouched = making.references.some(({ attested }) => attested !== undefined);
  const isKnown = isCalibration && grantsTo({ activity: 'calibration', body: maker.id }, around.papers).length > 0;
  return isKnown || (isCalibration && vouched)
    ? []
    : [mark('ISSUER_NOT_ATTESTED', { issuer: maker.name, on: making.on })];
}
