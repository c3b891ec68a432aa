// SPDX-License-Identifier: Apache-2.0
// Results that other laboratories obtained: found on record, or typed from the paper that came, and put into a draft.
// ISO/IEC 17025:2017, 7.8.2.1 p): they are identified as such on the report.
import { ask } from '../../api/client.ts';
import { list, type Members, maybe, members, type Read, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';
import { statementUrl } from '../statement/statement.ts';
import { statedValue } from './stated-value.ts';

/** A laboratory that may have obtained a result. */
export interface Provider {
  readonly id: string;
  readonly name: string;
}

/** A report of theirs on record, by its names. */
export interface ProviderReport {
  readonly issuer: string;
  readonly id: string;
  readonly digest: string;
  readonly number: string;
  readonly issuedAt: string;
}

/** A result as a report has it: the members that are taken over whole, and what is shown of it. */
export interface ProviderResult {
  readonly result: string;
  readonly shown: string;
  /** False where the provider itself marks it as outside of its scope. */
  readonly underScope: boolean;
  readonly members: Members;
}

/** Where a result comes from, as the draft names it. */
export interface ObtainedBy {
  readonly provider: Provider;
  readonly reportNumber: string;
  readonly report: { readonly id: string; readonly issuer: string; readonly digest: string };
  readonly result: string;
  readonly underScope: boolean;
}

const PAGE_MAX = '200';

/** Laboratories with a part of this name that are attested or published a report, each once. */
export async function requestProviders(named: string, signal: AbortSignal): Promise<readonly Provider[]> {
  const query = new URLSearchParams({ limit: PAGE_MAX, named });
  const found = await ask(`/api/accredited-bodies?${query}`, { signal }, (body) =>
    list<Provider>((each, at) => {
      const given = members(each, at);
      return { id: text(given.body, `${at}/body`), name: text(given.name, `${at}/name`) };
    })(members(body, '').items, '/items'),
  );
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

/** The reports of a laboratory that one may read here, the newest first. */
export function requestReports(issuer: string, signal: AbortSignal): Promise<readonly ProviderReport[]> {
  const query = new URLSearchParams({ kind: 'TestReport', issuer, limit: PAGE_MAX });
  return ask(`/api/laboratory-documents?${query}`, { signal }, (body) =>
    list(readReport)(members(body, '').items, '/items'),
  );
}

const readReport: Read<ProviderReport> = (value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  return {
    ...{ issuer: read('issuer'), id: read('statementId'), digest: read('digest') },
    ...{ number: read('number'), issuedAt: read('issuedAt') },
  };
};

/** The results that a report says its own laboratory obtained; what it took from others is theirs to be named for. */
export function requestResults(report: ProviderReport, signal: AbortSignal): Promise<readonly ProviderResult[]> {
  return ask(statementUrl(report), { signal }, (body) => {
    const subject = members(members(body, '').credentialSubject, '/credentialSubject');
    return list(readResult)(subject.results, '/credentialSubject/results').flat();
  });
}

const TAKEN = [
  ...(['outcome', 'substance', 'quantity', 'expandedUncertainty', 'limitOfDetection'] as const),
  ...(['limitOfQuantification', 'method', 'basis', 'testedOn'] as const),
];

const readResult: Read<readonly ProviderResult[]> = (value, path) => {
  const given = members(value, path);
  if (given.obtainedBy !== undefined) return [];
  const read = (name: string) => text(given[name], `${path}/${name}`);
  const taken = Object.fromEntries(TAKEN.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])));
  const method = text(members(given.method, `${path}/method`).standard, `${path}/method/standard`);
  const shown = [read('substance'), statedValue(given, path), method, read('testedOn')].join(' · ');
  return [{ result: read('result'), shown, underScope: given.underScope !== false, members: taken }];
};

/** A result of another laboratory as it goes into a draft. */
export interface ProvidedResult {
  /** What this report calls it. */
  readonly name: string;
  readonly obtainedBy: ObtainedBy;
  readonly members: Members;
}

/** Puts a result of another laboratory into the draft, beside what stands there now. */
export async function addProvided(
  { stream, name, obtainedBy, members: taken }: ProvidedResult & { readonly stream: string },
  signal: AbortSignal,
): Promise<true> {
  // What this laboratory did not obtain is under no line of its own scope.
  const result = { ...taken, result: name, underScope: false, obtainedBy };
  return amend(stream, (results) => [...results, result], signal);
}

/** Takes such a result out of the draft again. */
export function removeProvided(
  { stream, name }: { readonly stream: string; readonly name: string },
  signal: AbortSignal,
): Promise<true> {
  return amend(stream, (results) => results.filter((one) => one.result !== name), signal);
}

/** The draft is read anew right before it is amended: somebody else may have amended it since the page was opened. */
async function amend(
  stream: string,
  change: (results: readonly Members[]) => readonly Members[],
  signal: AbortSignal,
): Promise<true> {
  const path = encodeURIComponent(stream);
  const drafted = await ask(`/api/laboratory-cases/${path}`, { signal }, (body) => {
    const given = members(body, '');
    const subject = members(given.draft, '/draft');
    const replacing = maybe(text)(given.replacing, '/replacing');
    return {
      subject: { ...subject, results: change(list(members)(subject.results, '/draft/results')) },
      visibility: text(given.draftVisibility, '/draftVisibility'),
      ...(replacing === undefined ? {} : { replacing }),
    };
  });
  const { subject, ...rest } = drafted;
  return record(`/api/report-cases/${path}/drafts`, { document: { kind: 'TestReport', subject }, ...rest }, signal);
}
