// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { count, flag, list, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { localProblem, ProblemError, readProblem } from '../../api/problem.ts';

/** A workbook, and the language of what comes back as one. */
export interface QualityAsked {
  readonly file: File;
  readonly language: string;
}

/** One bar of a Pareto chart; shares in percent as the server rounds them. */
export interface Bar {
  readonly cause: string;
  readonly count: number;
  readonly total: string;
  readonly share: string;
  readonly cumulativeShare: string;
  readonly isVital: boolean;
}

/** One failure mode with its place. */
export interface RankedMode {
  readonly rank: number;
  readonly item: string;
  readonly mode: string;
  readonly effect: string;
  readonly severity: number;
  readonly occurrence: number;
  readonly detection: number;
  readonly riskPriorityNumber: number;
}

/** What was computed; the server keeps nothing of it. */
export interface QualityAnswer {
  readonly causes: readonly Bar[];
  readonly failureModes: readonly RankedMode[];
}

const PATH = '/api/quality-tools';

/** The workbook in, tables out. */
export function requestQuality(asked: QualityAsked, signal: AbortSignal): Promise<QualityAnswer> {
  return ask(PATH, { method: 'POST', body: formOf(asked), signal }, readQuality);
}

/** The same answer as a workbook. */
export async function requestQualityWorkbook(asked: QualityAsked): Promise<Blob> {
  const headers = { accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
  const response = await fetch(PATH, { method: 'POST', body: formOf(asked), headers }).catch(() => {
    throw new ProblemError(localProblem('NO_CONNECTION'));
  });
  if (!response.ok) throw new ProblemError(readProblem(await response.json().catch(() => undefined), response.status));
  return response.blob();
}

/** Where an empty workbook is. */
export const qualityTemplateUrl = (language: string) => `${PATH}/template?${new URLSearchParams({ language })}`;

function formOf({ file, language }: QualityAsked): FormData {
  const form = new FormData();
  form.append('language', language);
  form.append('files', file, file.name);
  return form;
}

/** Reads the answer; throws ShapeError naming the place where it differs. */
function readQuality(value: unknown): QualityAnswer {
  const given = members(value, '');
  oneOf(['touchstone-quality-tools/1'])(given.format, '/format');
  return {
    causes: list(readBar)(given.causes, '/causes'),
    failureModes: list(readMode)(given.failureModes, '/failureModes'),
  };
}

const readBar: Read<Bar> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'cause' | 'total' | 'share' | 'cumulativeShare') => text(given[name], `${path}/${name}`);
  return {
    ...{ cause: read('cause'), total: read('total'), share: read('share'), cumulativeShare: read('cumulativeShare') },
    ...{ count: count(given.count, `${path}/count`), isVital: flag(given.isVital, `${path}/isVital`) },
  };
};

const readMode: Read<RankedMode> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'item' | 'mode' | 'effect') => text(given[name], `${path}/${name}`);
  const number = (name: 'rank' | 'severity' | 'occurrence' | 'detection' | 'riskPriorityNumber') =>
    count(given[name], `${path}/${name}`);
  return {
    ...{ rank: number('rank'), item: read('item'), mode: read('mode'), effect: read('effect') },
    ...{ severity: number('severity'), occurrence: number('occurrence'), detection: number('detection') },
    riskPriorityNumber: number('riskPriorityNumber'),
  };
};
