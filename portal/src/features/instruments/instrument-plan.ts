// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { flag, list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { localProblem, ProblemError, readProblem } from '../../api/problem.ts';

/** A list of instruments, and how its answer is to be. */
export interface ListAsked {
  readonly file: File;
  readonly ratio: string;
  readonly language: string;
}

/** Uncertainty of a calibration over the tolerance. */
export const RATIOS = ['1/3', '1/4', '1/5', '1/10'] as const;

/** What the page relies on of a `touchstone-instrument-plan/1`; all texts come in the language that was asked for. */
export type InstrumentPlans = ReturnType<typeof readPlans>;
export type PlannedInstrument = InstrumentPlans['plans'][number];

const PATH = '/api/instrument-plans';
const STATES = ['not-to-be-used', 'in-order', 'due-soon', 'overdue', 'never', 'not-needed'] as const;

/** States in which somebody has something to do by a day. */
export const NEEDS_WORK: readonly (typeof STATES)[number][] = ['not-to-be-used', 'overdue', 'due-soon'];

/** POST /api/instrument-plans: the list in, a plan for each instrument out; nothing is kept. */
export function requestPlans(asked: ListAsked, signal: AbortSignal): Promise<InstrumentPlans> {
  return ask(PATH, { method: 'POST', body: formOf(asked), signal }, readPlans);
}

/** The same answer as a file, by its media type. */
export async function requestPlanFile(asked: ListAsked, mediaType: string): Promise<Blob> {
  const sent = fetch(PATH, { method: 'POST', body: formOf(asked), headers: { accept: mediaType } });
  const response = await sent.catch(() => {
    throw new ProblemError(localProblem('NO_CONNECTION'));
  });
  if (!response.ok) throw new ProblemError(readProblem(await response.json().catch(() => undefined), response.status));
  return response.blob();
}

/** Where an empty list is. */
export function templateUrl(language: string): string {
  return `${PATH}/template?language=${encodeURIComponent(language)}`;
}

function formOf({ file, ratio, language }: ListAsked): FormData {
  const form = new FormData();
  form.append('ratio', ratio);
  form.append('language', language);
  form.append('files', file, file.name);
  return form;
}

/** Reads the answer; throws ShapeError naming the place where it differs. */
function readPlans(value: unknown) {
  const given = members(value, '');
  oneOf(['touchstone-instrument-plan/1'])(given.format, '/format');
  return {
    on: text(given.on, '/on'),
    demonstrated: flag(given.demonstrated, '/demonstrated'),
    plans: list(readPlan)(given.plans, '/plans'),
  };
}

/** One instrument's plan in words. */
export const readPlan = ((value, path) => {
  const given = members(value, path);
  const textOf = (name: string) => text(given[name], `${path}/${name}`);
  return {
    ...{ instrument: textOf('instrument'), type: textOf('type'), use: textOf('use'), actionText: textOf('actionText') },
    ...{ interval: textOf('interval'), method: textOf('method'), target: textOf('target') },
    dueOn: maybe(text)(given.dueOn, `${path}/dueOn`),
    state: oneOf(STATES)(given.state, `${path}/state`),
    stateText: textOf('stateText'),
    where: list(text)(given.where, `${path}/where`),
    why: list(text)(given.why, `${path}/why`),
  };
}) satisfies Read<unknown>;
