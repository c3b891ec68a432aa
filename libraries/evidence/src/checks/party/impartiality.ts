// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import type { Claim, Party } from '@touchstone/statements';
import { type Reason, reason } from '../../check.ts';
import type { Held, HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import type { Paper } from '../../judge/papers-on-lot.ts';
import { partiesNamedIn } from './party-ties.ts';
import { isSameParty } from './producer.ts';

/** Somebody who has a stake in the lot, by the claim or by the signed papers about it. */
interface Stake extends Pick<Party, 'name' | 'did' | 'identifier'> {
  readonly role: Claim['actors'][number]['role'] | 'presenter';
}

/** Whoever is to be impartial: by DID and identifier, and by every name that papers give it. */
interface Judge {
  readonly did: string;
  readonly identifier?: string | undefined;
  readonly names: readonly string[];
}

/**
 * Who has a stake in the lot: the actors of the claim, whoever a paper names as the lot's producer, and the presenter
 * where a paper names him as its client, holder, declarant or producer. Who only brings papers of others has none by that.
 */
function stakes(bench: Bench, producers: readonly (Party | undefined)[]): readonly Stake[] {
  const { set } = bench;
  const { actors, presenter } = set.claim;
  const named = producers.flatMap((one) => (one === undefined ? [] : [{ ...one, role: 'producer' as const }]));
  const isNamed =
    presenter !== undefined &&
    bench.remember(set, 'presenter named', () => set.all.some((held) => namesAsInterested(held, presenter)));
  return [...actors, ...named, ...(isNamed ? [{ ...presenter, role: 'presenter' as const }] : [])];
}

/** Whether a paper names a party as one that it was made for, whose lot it is, or who vouches for itself in it. */
function namesAsInterested({ statement }: Held, party: Party): boolean {
  if (statement === undefined || !OF_A_LOT.includes(statement.kind)) return false;
  // Of a sampling record the sampler is no such party; everybody else whom these kinds name is.
  const sampler = statement.kind === 'SamplingRecord' ? statement.subject.sampler : undefined;
  return partiesNamedIn(statement).some((one) => one !== sampler && isSameParty(one, party));
}

const OF_A_LOT: readonly string[] = [
  'TestReport',
  'SamplingRecord',
  'InspectionReport',
  'ConformityCertificate',
  'SelfDeclaration',
];

/** The stake of the laboratory itself: ISO/IEC 17025:2017, 4.1 asks for impartiality. Undefined where it has none. */
export function laboratoryStake(report: HeldOf<'TestReport'>, bench: Bench): Stake | undefined {
  return isOneOf(laboratoryOf(report, bench), stakes(bench, producersOf(report, bench)));
}

/** A firm of the laboratory's name without any DID: it may be the laboratory, and nobody says that it is another. */
export function laboratoryNamesake(report: HeldOf<'TestReport'>, bench: Bench): readonly Reason[] {
  const named = namesakeOf(laboratoryOf(report, bench), stakes(bench, producersOf(report, bench)));
  if (named === undefined) return [];
  const values = { role: named.role, name: named.name };
  const detail = `the ${named.role} of the lot has the laboratory’s name, ${named.name}, and no DID that says that it is another`;
  return [reason('LABORATORY_NAMED_AS_ACTOR', detail, values)];
}

/** The stake of the sampler itself in the lot that was sampled. */
export function samplerStake(record: HeldOf<'SamplingRecord'>, bench: Bench): Stake | undefined {
  return isOneOf(samplerOf(record), stakes(bench, [record.statement.subject.lot.producer]));
}

/** The lot is the sampler's own by what the report says of its sample. */
export function statedSamplerStake(
  record: HeldOf<'SamplingRecord'>,
  { statement }: HeldOf<'TestReport'>,
): readonly Reason[] {
  const producer = statement.subject.sample.statedLot?.producer;
  const role = 'producer';
  if (producer === undefined || isOneOf(samplerOf(record), [{ ...producer, role }]) === undefined) return [];
  const values = { sampler: record.link.issuer, role };
  return [reason('SAMPLER_IS_ACTOR', 'by the report the sampler is also the producer of the lot', values)];
}

/** A firm of the sampler's name without any DID, as for a laboratory. */
export function samplerNamesake(record: HeldOf<'SamplingRecord'>, bench: Bench): readonly Reason[] {
  const named = namesakeOf(samplerOf(record), stakes(bench, [record.statement.subject.lot.producer]));
  if (named === undefined) return [];
  const values = { role: named.role, name: named.name };
  const detail = `the ${named.role} of the lot has the sampler’s name, ${named.name}, and no DID that says that it is another`;
  return [reason('SAMPLER_NAMED_AS_ACTOR', detail, values)];
}

/** The stake of an inspection or certification body. ISO/IEC 17020:2012, 4.1; ISO/IEC 17065:2012, 4.2. */
export function bodyStake(paper: Paper, bench: Bench): Stake | undefined {
  return isOneOf(bodyOf(paper), stakes(bench, ownersNamedIn(paper)));
}

/** A firm of the body's name without any DID, as for a laboratory. */
export function bodyNamesake(paper: Paper, bench: Bench): readonly Reason[] {
  const named = namesakeOf(bodyOf(paper), stakes(bench, ownersNamedIn(paper)));
  if (named === undefined) return [];
  const values = { role: named.role, name: named.name };
  const detail = `the ${named.role} of the lot has the body’s name, ${named.name}, and no DID that says that it is another`;
  return [reason('BODY_NAMED_AS_ACTOR', detail, values)];
}

/** Whose lot it is by a paper: the producer that it names, or whoever holds the certificate. */
export function ownersNamedIn({ statement }: Paper): readonly (Party | undefined)[] {
  return statement.kind === 'ConformityCertificate' ? [statement.subject.holder] : [statement.subject.lot?.producer];
}

function bodyOf({ link, statement }: Paper): Judge {
  return { did: link.issuer, names: statement.kind === 'InspectionReport' ? [statement.subject.body.name] : [] };
}

/** The report says of its sample whose lot it is; so does the record of its sampling, where that is at hand. */
export function producersOf({ statement }: HeldOf<'TestReport'>, { set }: Bench): readonly (Party | undefined)[] {
  const { samplingRecord, statedLot } = statement.subject.sample;
  const record = samplingRecord === undefined ? 'missing' : set.resolve(samplingRecord);
  const sampled =
    typeof record !== 'string' && record.statement?.kind === 'SamplingRecord'
      ? record.statement.subject.lot.producer
      : undefined;
  return [statedLot?.producer, sampled];
}

/** A laboratory may call itself otherwise in its report than its accreditation does. */
function laboratoryOf({ statement }: HeldOf<'TestReport'>, { set }: Bench): Judge {
  const { id, name } = statement.subject.laboratory;
  const grants = set.near('about-party', id, ['Accreditation', 'StatutoryQualification']);
  return { did: id, names: [name, ...grants.map((grant) => grant.statement.subject.name)] };
}

function samplerOf({ link, statement }: HeldOf<'SamplingRecord'>): Judge {
  const { name, identifier } = statement.subject.sampler;
  return { did: link.issuer, identifier, names: [name] };
}

function isOneOf({ did, identifier }: Judge, all: readonly Stake[]): Stake | undefined {
  return all.find((one) => one.did === did || (identifier !== undefined && one.identifier === identifier));
}

function namesakeOf({ names }: Judge, all: readonly Stake[]): Stake | undefined {
  const known = new Set(names.map(nameKey));
  return all.find(({ did, name }) => did === undefined && known.has(nameKey(name)));
}
