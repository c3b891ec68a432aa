// SPDX-License-Identifier: Apache-2.0
import { MetrologyError, type Question, readDecisionRule } from '@touchstone/evidence';
import {
  type CalendarDay,
  compareInstants,
  dayOfInstant,
  IdentifierError,
  type Instant,
  type Place,
  parseCalendarDay,
  parseInstant,
  parsePlace,
} from '@touchstone/identifiers';
import { CommandError } from './command-error.ts';

/** UTC+08:00: "today" is the day of the three places. */
const OFFSET_MINUTES = 480;

/** The moment at which the command runs: nothing later can be known. */
export function now(): Instant {
  return parseInstant(new Date().toISOString());
}

/** The day of `--on`, or today. */
export function dayAsked(text: string | undefined, at: Instant): CalendarDay {
  return text === undefined ? dayOfInstant(at, OFFSET_MINUTES) : parsed('--on', text, parseCalendarDay);
}

/** The instant of `--known-at`, or now; nobody knows what will be known later. */
export function instantAsked(text: string | undefined, at: Instant): Instant {
  const asked = text === undefined ? at : parsed('--known-at', text, parseInstant);
  if (compareInstants(asked, at) > 0) throw new CommandError(`--known-at: ${asked} has not come yet; it is ${at}`);
  return asked;
}

/** The places of `--markets`, or those of the dossier's route. */
export function placesAsked(text: string | undefined, route: readonly Place[]): readonly Place[] {
  const places = text === undefined ? route : text.split(',').map((one) => parsed('--markets', one.trim(), parsePlace));
  if (places.length === 0)
    throw new CommandError(
      '--markets is needed: the route of the dossier names no place; for example --markets CN-GD,HK,MO',
    );
  return [...new Set(places)];
}

/** The asker's own rule of `--decision-rule`; it is shown, and changes no legal verdict. */
export function ruleAsked(text: string | undefined): Pick<Question, 'decisionRule'> {
  if (text === undefined) return {};
  try {
    return { decisionRule: readDecisionRule(text) };
  } catch (error) {
    if (!(error instanceof MetrologyError)) throw error;
    throw new CommandError(`--decision-rule: ${error.message}`, { cause: error });
  }
}

function parsed<T>(option: string, text: string, parse: (text: string) => T): T {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof IdentifierError)) throw error;
    throw new CommandError(`${option}: ${error.message}`, { cause: error });
  }
}
