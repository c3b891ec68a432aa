// SPDX-License-Identifier: Apache-2.0
import { statusAt } from '@touchstone/credentials/formats';
import { askRecord, designationOf } from '@touchstone/evidence/traceability';
import { type CalendarDay, nameKey } from '@touchstone/identifiers';
import type { StatementReference, SubjectOf } from '@touchstone/statements';
import type { StatementRecord } from '../../record-keeping/fact.ts';
import { endOfDay } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { changesThatCount, type KnownChanges, readChanges } from '../../record-keeping/statement-status.ts';
import { keyOf, readDecided } from './papers.ts';

/** Gives the approvals of a type by manufacturer and model, whoever keeps them. */
export type FindTypes = (
  reads: Pick<Reads, 'rows'>,
  name: string,
) => Promise<readonly { readonly issuer: string; readonly id: string }[]>;

/** The four routes, in the order in which an instrument goes through them; none stands in for another. */
export const ROUTES = ['type-approval', 'verification', 'calibration', 'certification'] as const;
type RouteName = (typeof ROUTES)[number];

/** What is asked about: an own instrument, with the papers that its owner named for it. */
export interface AskedInstrument {
  readonly name: string;
  readonly manufacturer?: string;
  readonly model?: string;
  readonly named: readonly StatementReference[];
}

const ROUTE_OF: Readonly<Record<string, RouteName>> = {
  TypeApproval: 'type-approval',
  VerificationCertificate: 'verification',
  CalibrationCertificate: 'calibration',
  ConformityCertificate: 'certification',
};

interface Asking {
  readonly instrument: AskedInstrument;
  readonly on: CalendarDay;
  readonly findTypes: FindTypes;
  readonly roots: Roots;
}

/** Whom this node takes as the authority of which places. */
export type Roots = Parameters<typeof askRecord>[0]['roots'];

/** Every paper about an instrument or its type by the route that it is of, and where each route stands on the day. */
export async function readStates(reads: Reads, { instrument, on, findTypes, roots }: Asking) {
  const papers = await readPapers(reads, instrument, findTypes);
  const changes = await readChanges(reads, papers);
  const undesignated = await readUndesignated(reads, papers, roots);
  const known = { changes, undesignated, decided: await readDecided(reads, { named: papers, roots }) };
  const shown = papers.map((paper) => ({ ...shownOf(paper, { known, on }), link: linkOf(paper, instrument) }));
  return ROUTES.map((route) => {
    const own = shown.filter(({ kind }) => ROUTE_OF[kind] === route);
    own.sort((one, other) => (one.from < other.from ? 1 : -1));
    return { route, state: stateOf(own), papers: own };
  });
}

async function readPapers(reads: Reads, { name, manufacturer, model }: AskedInstrument, findTypes: FindTypes) {
  const type = manufacturer === undefined || model === undefined ? undefined : `${manufacturer} ${model}`;
  const types = type === undefined ? [] : await findTypes(reads, type);
  const kinds = ['CalibrationCertificate', 'VerificationCertificate'];
  const found = await reads.findStatements([
    { by: 'edge', relation: 'about-instrument', key: nameKey(name), kinds },
    ...types.map(({ issuer, id }) => ({ by: 'identity' as const, issuer, id })),
  ]);
  const papers = found.flat();
  // A certificate of a product names its holder and the product in words: only that of who holds the approval counts.
  const holders = papers
    .filter(({ kind }) => kind === 'TypeApproval')
    .map(({ body }) => (body.credentialSubject as unknown as SubjectOf<'TypeApproval'>).applicant)
    .flatMap(({ did, identifier }) => [did, identifier])
    .filter((key) => key !== undefined);
  const certified = await reads.findStatements(
    [...new Set(holders)].map((key) => ({
      ...({ by: 'edge', relation: 'about-party', key, kinds: ['ConformityCertificate'] } as const),
    })),
  );
  const ofType = certified
    .flat()
    .filter(({ body }) =>
      (body.credentialSubject as unknown as SubjectOf<'ConformityCertificate'>).objects.some(
        ({ description }) => description === type,
      ),
    );
  return [...new Map([...papers, ...ofType].map((paper) => [paper.digest, paper])).values()];
}

/** Verifications, by digest, by whom no authority of their place had designated on their day: nobody's by law. */
async function readUndesignated(
  reads: Reads,
  papers: readonly StatementRecord[],
  roots: Roots,
): Promise<ReadonlySet<string>> {
  const find = (asked: Parameters<Reads['findStatements']>[0]) => reads.findStatements(asked);
  const verifications = papers.filter(({ kind }) => kind === 'VerificationCertificate');
  const found = await askRecord({ find, roots }, (around) =>
    verifications.filter(
      ({ body }) =>
        designationOf(body.credentialSubject as unknown as SubjectOf<'VerificationCertificate'>, around) === undefined,
    ),
  );
  return new Set(found.map(({ digest }) => digest));
}

/** Papers of an instrument go by its name, and another's may have the same: only those that the owner named are of it. */
function linkOf({ kind, issuer, id, digest }: StatementRecord, { named }: AskedInstrument) {
  if (kind === 'TypeApproval' || kind === 'ConformityCertificate') return 'type' as const;
  const isNamed = named.some((one) => one.issuer === issuer && one.id === id && one.digest === digest);
  return isNamed ? ('named' as const) : ('name-alone' as const);
}

interface Known {
  readonly changes: KnownChanges;
  readonly undesignated: ReadonlySet<string>;
  readonly decided: Awaited<ReturnType<typeof readDecided>>;
}

function shownOf(paper: StatementRecord, { known, on }: { readonly known: Known; readonly on: CalendarDay }) {
  const { issuer, id, digest, kind } = paper;
  const { number, from, to, conforms } = partsOf(paper);
  const { status } = statusAt(changesThatCount(paper, known.changes), endOfDay(on));
  const period = on < from ? 'not-yet' : to !== null && on > to ? 'expired' : 'in-force';
  const speaks = known.undesignated.has(digest) ? 'not-designated' : conforms ? 'in-force' : 'does-not-conform';
  const inTime = period === 'in-force' ? speaks : period;
  const decided = known.decided.get(keyOf(paper));
  const stands = status === 'active' ? inTime : status;
  return { kind, number, from, to, status: decided === undefined ? stands : `decided-${decided}`, issuer, id, digest };
}

function partsOf({ kind, body }: StatementRecord) {
  const subject = body.credentialSubject as unknown;
  const { certificateNumber: number } = subject as { readonly certificateNumber: string };
  if (kind === 'CalibrationCertificate') {
    const { calibratedOn: from, dueOn: to = null } = subject as SubjectOf<'CalibrationCertificate'>;
    return { number, from, to, conforms: true };
  }
  if (kind === 'VerificationCertificate') {
    const { verifiedOn: from, validUntil: to = null, conforms } = subject as SubjectOf<'VerificationCertificate'>;
    return { number, from, to, conforms };
  }
  const { from, to = null } = subject as SubjectOf<'TypeApproval'>;
  return { number, from, to, conforms: true };
}

type Shown = ReturnType<typeof shownOf> & { readonly link: ReturnType<typeof linkOf> };

/** What speaks of its instrument no more, since it never did or another took its place. */
const TAKEN_BACK: ReadonlySet<string> = new Set(['revoked', 'replaced', 'decided-false', 'decided-inaccurate']);

/** The state of the newest paper that has begun and was not taken back; in force where nothing newer speaks against it. */
function stateOf(newestFirst: readonly Shown[]): string {
  const begun = newestFirst.filter(({ link, status }) => link !== 'name-alone' && status !== 'not-yet');
  const standing = begun.find(({ status }) => !TAKEN_BACK.has(status)) ?? begun[0];
  return standing?.status ?? 'none-known';
}
