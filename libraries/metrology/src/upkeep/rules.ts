// SPDX-License-Identifier: Apache-2.0
import { type Place, parsePlace } from '@touchstone/identifiers';
import { INSTRUMENT_USES, type InstrumentUse, type UpkeepLanguage } from './instrument.ts';
import { fault, list, object, text, word } from './read-shape.ts';

/** A kind of instrument: its names, what it measures, and an interval to begin with where nothing better is known. */
export interface InstrumentKind {
  readonly id: string;
  readonly names: { readonly [language in UpkeepLanguage]: readonly string[] };
  /** What ends in one of the names and is no such instrument: a grey scale weighs nothing. */
  readonly except?: readonly string[];
  /** The quantity under which capabilities of laboratories are listed. */
  readonly quantity: string;
  readonly firstIntervalMonths: number;
}

/** How a fact of law is known. */
const CERTAINTIES = ['read', 'secondary', 'recalled'] as const;
type Certainty = (typeof CERTAINTIES)[number];

/** A kind whose use in some fields the law subjects to verification: at intervals, or once before it is put to use. */
export interface CompulsoryEntry {
  readonly kind: string;
  readonly uses: readonly InstrumentUse[];
  readonly mode: 'periodic' | 'once';
  /** Longest period of `periodic`. */
  readonly months?: number;
  readonly provision: string;
  readonly certainty: Certainty;
}

/** What the law of a place asks of instruments in use. */
export interface Regime {
  readonly place: Place;
  readonly title: string;
  readonly source: string;
  readonly certainty: Certainty;
  /** The fields whose law was looked at; of others it is not known. */
  readonly fields: readonly InstrumentUse[];
  /** Where the highest standard of a firm is verified by law: by which provision, and how that is known. */
  readonly highestStandard?: { readonly provision: string; readonly certainty: Certainty };
  readonly compulsory: readonly CompulsoryEntry[];
}

/** Kinds of instruments and regimes of places, as data. */
export interface InstrumentRules {
  readonly kinds: readonly InstrumentKind[];
  readonly regimes: readonly Regime[];
}

const MONTHS_MAX = 240;

/** Reads rules of the format touchstone-instrument-rules/1; throws BAD_INPUT with the place of the first fault. */
export function parseInstrumentRules(given: unknown): InstrumentRules {
  const root = object(given, 'the rules');
  if (root.format !== 'touchstone-instrument-rules/1')
    throw fault('format', 'touchstone-instrument-rules/1', root.format);
  const kinds = list(root.kinds, 'kinds').map((one, at) => readKind(one, `kinds[${at}]`));
  const known = new Set(kinds.map(({ id }) => id));
  const regimes = list(root.regimes, 'regimes').map((one, at) => readRegime(one, `regimes[${at}]`, known));
  return { kinds, regimes };
}

function readKind(given: unknown, at: string): InstrumentKind {
  const one = object(given, at);
  const names = object(one.names, `${at}.names`);
  const inLanguage = (language: UpkeepLanguage) =>
    list(names[language], `${at}.names.${language}`).map((name) => text(name, `${at}.names.${language}`));
  return {
    id: text(one.id, `${at}.id`),
    names: {
      ...{ en: inLanguage('en'), 'zh-Hans': inLanguage('zh-Hans') },
      ...{ 'zh-Hant': inLanguage('zh-Hant'), pt: inLanguage('pt') },
    },
    ...(one.except === undefined
      ? {}
      : { except: list(one.except, `${at}.except`).map((name) => text(name, `${at}.except`)) }),
    quantity: text(one.quantity, `${at}.quantity`),
    firstIntervalMonths: months(one.firstIntervalMonths, `${at}.firstIntervalMonths`),
  };
}

function readRegime(given: unknown, at: string, known: ReadonlySet<string>): Regime {
  const one = object(given, at);
  const highest = one.highestStandard === undefined ? undefined : object(one.highestStandard, `${at}.highestStandard`);
  return {
    place: parsePlace(text(one.place, `${at}.place`)),
    title: text(one.title, `${at}.title`),
    source: text(one.source, `${at}.source`),
    certainty: word(one.certainty, CERTAINTIES, `${at}.certainty`),
    fields: usesIn(one.fields, `${at}.fields`),
    ...(highest === undefined
      ? {}
      : {
          highestStandard: {
            provision: text(highest.provision, `${at}.highestStandard.provision`),
            certainty: word(highest.certainty, CERTAINTIES, `${at}.highestStandard.certainty`),
          },
        }),
    compulsory: list(one.compulsory, `${at}.compulsory`).map((entry, index) =>
      readEntry(entry, `${at}.compulsory[${index}]`, known),
    ),
  };
}

function readEntry(given: unknown, at: string, known: ReadonlySet<string>): CompulsoryEntry {
  const one = object(given, at);
  const kind = text(one.kind, `${at}.kind`);
  if (!known.has(kind)) throw fault(`${at}.kind`, 'one of the kinds', kind);
  const mode = word(one.mode, ['periodic', 'once'] as const, `${at}.mode`);
  return {
    ...{ kind, mode, provision: text(one.provision, `${at}.provision`) },
    uses: usesIn(one.uses, `${at}.uses`),
    ...(mode === 'once' ? {} : { months: months(one.months, `${at}.months`) }),
    certainty: word(one.certainty, CERTAINTIES, `${at}.certainty`),
  };
}

function usesIn(given: unknown, at: string): readonly InstrumentUse[] {
  return list(given, at).map((use) => word(use, INSTRUMENT_USES, at));
}

function months(given: unknown, at: string): number {
  if (!Number.isSafeInteger(given) || Number(given) < 1 || Number(given) > MONTHS_MAX)
    throw fault(at, `whole months from 1 to ${MONTHS_MAX}`, given);
  return Number(given);
}
