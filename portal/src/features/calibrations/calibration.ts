// SPDX-License-Identifier: Apache-2.0
// Certificates of calibration of the own laboratory: what waits for a second person, and what was signed.
import { ask } from '../../api/client.ts';
import { flag, list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';
import { type Reason, readReason } from '../../api/verdict.ts';
import { readWaiting, type Waiting } from '../session/waiting.ts';
import { proposalOf, type TypedCertificate, VISIBILITIES } from './typed.ts';

/** A certificate that was signed and holds today. */
export interface SignedCertificate {
  readonly stream: string;
  readonly issuer: string;
  readonly id: string;
  readonly number: string;
  readonly thing: string;
  readonly from: string;
  readonly until: string | undefined;
  /** Whether it says what the thing did before it was adjusted. */
  readonly saysAsFound: boolean;
}

/** A number with its unit. */
export interface Figure {
  readonly value: string;
  readonly unit: string;
}

/** A point of what waits, as left and as found alike. */
export interface ShownPoint {
  readonly quantity: string;
  readonly at: Figure;
  /** As left the value found there, as found the shift. */
  readonly found: Figure | undefined;
  readonly uncertainty: Figure;
  readonly factor: string;
}

/** What waits for a second person, in full. */
export interface WaitingCertificate extends Waiting {
  readonly stream: string;
  readonly number: string;
  readonly thing: string;
  /** What is to be taken back has a reason and nothing else. */
  readonly proposed: ProposedCertificate | { readonly reason: string };
}

/** A certificate as it is to be signed. */
export interface ProposedCertificate {
  readonly laboratory: string;
  readonly item: string;
  readonly method: string;
  readonly calibratedOn: string;
  readonly dueOn: string | undefined;
  readonly visibility: (typeof VISIBILITIES)[number];
  readonly points: readonly ShownPoint[];
  readonly asFound: readonly ShownPoint[];
  readonly references: readonly string[];
  /** Where and when it was measured, once for all points that share it. */
  readonly work: readonly {
    readonly site: string;
    readonly from: string;
    readonly to: string;
    /** Whose record says so; of what the proposer states nobody is named. */
    readonly by?: string;
  }[];
  readonly reasons: readonly (readonly [code: string, reason: string])[];
  /** Everything that was proposed, as it will be signed and kept: a program may state more than the rows above show. */
  readonly wordForWord: string;
}

/** The path of a case, or of the decision in it. */
export function casePath(stream: string, act?: 'decisions'): string {
  return `/api/calibration-cases/${encodeURIComponent(stream)}${act === undefined ? '' : `/${act}`}`;
}

/** Proposes a certificate, for another person to sign. */
export function proposeCertificate(
  { typed, party }: { readonly typed: TypedCertificate; readonly party: string },
  signal: AbortSignal,
): Promise<true> {
  return record('/api/calibration-cases', proposalOf(typed, party), signal);
}

/** The certificates of calibration of a laboratory that hold today, the newest first. */
export function requestSigned(party: string, signal: AbortSignal): Promise<readonly SignedCertificate[]> {
  const query = new URLSearchParams({ kind: 'CalibrationCertificate', issuer: party, limit: '200' });
  return ask(`/api/certificates-of-measurement?${query}`, { signal }, (body) =>
    [...list(readSigned)(members(body, '').items, '/items')].sort((a, b) => (a.from < b.from ? 1 : -1)),
  );
}

const readSigned: Read<SignedCertificate> = (value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  return {
    ...{
      stream: read('stream'),
      issuer: read('issuer'),
      id: read('statementId'),
      number: read('number'),
      thing: read('thing'),
    },
    ...{ from: read('from'), until: given.until === null ? undefined : read('until') },
    saysAsFound: flag(given.saysAsFound, `${path}/saysAsFound`),
  };
};

/** What the own list says otherwise of what a certificate rests on since it was signed. */
export function requestSinceSigned(stream: string, signal: AbortSignal): Promise<readonly Reason[]> {
  return ask(casePath(stream), { signal }, (body) => list(readReason)(members(body, '').sinceSigned, '/sinceSigned'));
}

/** The certificates that were proposed, or are to be taken back, and that nobody decided about yet. */
export async function requestWaiting(_: undefined, signal: AbortSignal): Promise<readonly WaitingCertificate[]> {
  const path = '/api/calibration-cases?kind=CalibrationCertificate&limit=100';
  const lines = await ask(path, { signal }, (body) => list(readLine)(members(body, '').items, '/items'));
  const cases = await Promise.all(
    [...Map.groupBy(lines, ({ stream }) => stream).values()].flatMap(([line]) => {
      if (line === undefined) return [];
      return ask(casePath(line.stream), { signal }, (body) =>
        list((each, at) => readProposal(each, at, line))(members(body, '').proposals, '/proposals'),
      );
    }),
  );
  return cases.flat();
}

type Line = Pick<WaitingCertificate, 'stream' | 'number' | 'thing'>;
const readLine: Read<Line> = (value, path) => {
  const given = members(value, path);
  const read = (name: keyof Line) => text(given[name], `${path}/${name}`);
  return { stream: read('stream'), number: read('number'), thing: read('thing') };
};

function readProposal(value: unknown, path: string, line: Line): WaitingCertificate {
  const input = members(members(value, path).input, `${path}/input`);
  const at = `${path}/input`;
  const proposed =
    input.certificate === undefined
      ? { reason: text(input.reason, `${at}/reason`) }
      : {
          ...readCertificate(members(input.certificate, `${at}/certificate`).subject, `${at}/certificate/subject`),
          visibility: oneOf(VISIBILITIES)(input.visibility, `${at}/visibility`),
          work: [
            ...spansOf(list(readSpans)(input.work, `${at}/work`).flat()),
            ...(maybe(list(readRecorded))(input.recorded, `${at}/recorded`) ?? []).flat(),
          ],
          reasons: Object.entries(members(input.reasons, `${at}/reasons`)).map(
            ([code, why]) => [code, text(why, `${at}/reasons/${code}`)] as const,
          ),
          wordForWord: JSON.stringify(
            { certificate: input.certificate, work: input.work, recorded: input.recorded },
            undefined,
            2,
          ),
        };
  return { ...readWaiting(value, path), ...line, proposed };
}

const readFigure: Read<Figure> = (value, path) => {
  const given = members(value, path);
  return { value: text(given.value, `${path}/value`), unit: text(given.unit, `${path}/unit`) };
};

const readPoint: Read<ShownPoint> = (value, path) => {
  const given = members(value, path);
  const condition = maybe(text)(given.condition, `${path}/condition`);
  const quantity = text(given.quantity, `${path}/quantity`);
  return {
    quantity: condition === undefined ? quantity : `${quantity}, ${condition}`,
    at: readFigure(given.at, `${path}/at`),
    found: maybe(readFigure)(given.shift ?? given.measuredValue, `${path}/found`),
    uncertainty: readFigure(given.expandedUncertainty, `${path}/expandedUncertainty`),
    factor: text(given.coverageFactor, `${path}/coverageFactor`),
  };
};

const readReference: Read<string> = (value, path) => {
  const given = members(value, path);
  const shownBy = given.calibration ?? given.attestation;
  const standard = text(given.standard, `${path}/standard`);
  return shownBy === undefined ? standard : `${standard} (${text(members(shownBy, path).id, `${path}/id`)})`;
};

function readCertificate(value: unknown, path: string) {
  const given = members(value, path);
  const item = maybe(members)(given.item, `${path}/item`) ?? {};
  const parts = ['manufacturer', 'model', 'serialNumber', 'identifier'] as const;
  const laboratory = members(given.laboratory, `${path}/laboratory`);
  const of = [
    text(laboratory.name, `${path}/laboratory/name`),
    maybe(text)(laboratory.place, `${path}/laboratory/place`),
  ];
  return {
    laboratory: of.filter((part) => part !== undefined).join(', '),
    item: parts.flatMap((part) => maybe(text)(item[part], `${path}/item/${part}`) ?? []).join(' · '),
    method: text(members(given.method, `${path}/method`).standard, `${path}/method/standard`),
    calibratedOn: text(given.calibratedOn, `${path}/calibratedOn`),
    dueOn: maybe(text)(given.dueOn, `${path}/dueOn`),
    points: list(readPoint)(given.results, `${path}/results`),
    asFound: maybe(list(readPoint))(given.asFound, `${path}/asFound`) ?? [],
    references: maybe(list(readReference))(given.references, `${path}/references`) ?? [],
  };
}

type Span = ProposedCertificate['work'][number];
const readSpan: Read<Span> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'site' | 'from' | 'to') => text(given[name], `${path}/${name}`);
  return { site: read('site'), from: read('from'), to: read('to') };
};

const readSpans: Read<readonly Span[]> = (value, path) => {
  const given = members(value, path);
  return given.steps === undefined ? [readSpan(value, path)] : list(readSpan)(given.steps, `${path}/steps`);
};

/** The steps of a record of work, with whoever wrote it. */
const readRecorded: Read<readonly Span[]> = (value, path) => {
  const { person, steps } = members(value, path);
  const by = text(person, `${path}/person`);
  return list(readSpan)(steps, `${path}/steps`).map((span) => ({ ...span, by }));
};

function spansOf(all: readonly Span[]): readonly Span[] {
  return [...new Map(all.map((one) => [`${one.site} ${one.from} ${one.to}`, one])).values()];
}
