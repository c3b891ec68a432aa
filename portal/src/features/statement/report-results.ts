// SPDX-License-Identifier: Apache-2.0
import { list, maybe, members, type Read, text } from '../../api/narrow.ts';
import { statedValue } from '../provided/stated-value.ts';
import type { Statement, StatementName } from './statement.ts';

/** One result of a test report, and whose it is where another laboratory obtained it. */
export interface ReportResult {
  readonly result: string;
  readonly substance: string;
  readonly value: string;
  readonly method: string;
  readonly testedOn: string;
  readonly obtainedBy:
    | {
        readonly provider: string;
        readonly reportNumber: string;
        readonly result: string;
        readonly report: StatementName;
      }
    | undefined;
}

/** The results of a report; of a statement of another kind none. */
export function reportResults({ kind, text: whole }: Pick<Statement, 'kind' | 'text'>): readonly ReportResult[] {
  if (kind !== 'TestReport') return [];
  const { results } = members(members(JSON.parse(whole), '').credentialSubject, '/credentialSubject');
  return list(readResult)(results, '/credentialSubject/results');
}

const readResult: Read<ReportResult> = (value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  return {
    ...{ result: read('result'), substance: read('substance'), value: statedValue(given, path) },
    method: text(members(given.method, `${path}/method`).standard, `${path}/method/standard`),
    ...{ testedOn: read('testedOn'), obtainedBy: maybe(readObtainedBy)(given.obtainedBy, `${path}/obtainedBy`) },
  };
};

const readObtainedBy: Read<NonNullable<ReportResult['obtainedBy']>> = (value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  const report = members(given.report, `${path}/report`);
  return {
    provider: text(members(given.provider, `${path}/provider`).name, `${path}/provider/name`),
    ...{ reportNumber: read('reportNumber'), result: read('result') },
    report: { issuer: text(report.issuer, `${path}/report/issuer`), id: text(report.id, `${path}/report/id`) },
  };
};
