// SPDX-License-Identifier: Apache-2.0
import { groupBy } from './group-by.ts';

// What lets a name look like another or holds what nobody sees. Unicode Standard Annexes #9 and #31, Technical Standards #37
// and #39 (recalled); what is said of a character is what the Unicode of the running engine says.

/** One character that a name should not hold. */
export interface NameFault {
  readonly why: 'hidden' | 'other-script';
  /** Which character of the name it is; the first is 1. */
  readonly character: number;
  /** Its code point, such as U+202E. */
  readonly codePoint: string;
  /** What is wrong, and what would be right. */
  readonly says: string;
}

/**
 * Every character of a name that is not seen, or that stands in a word of another script and looks like a letter of it.
 * Line ends and tabs are seen as spaces. A word that is wholly of another script is somebody's honest name.
 */
export function nameFaults(name: string): readonly NameFault[] {
  // Nearly every name: nothing in it can be either.
  if (PLAIN.test(name)) return [];
  const needed = new Set([...name.matchAll(NEEDED)].map(({ index }) => index));
  const hidden = [...name.matchAll(HIDDEN)].filter(({ index }) => !needed.has(index));
  const mixed = [...name.matchAll(WORD)].filter(({ 0: word }) => alphabetsIn(word).length > 1);
  return [
    ...hidden.slice(0, FAULTS_MAX).map(({ index, 0: found }) => hiddenFault(found, characterAt(name, index))),
    ...mixed
      .slice(0, FAULTS_MAX)
      .flatMap(({ index, 0: word }) => mixedIn(word, characterAt(name, index)).slice(0, FAULTS_MAX)),
  ];
}

/** Of each kind that are told of one name: each is looked for from its beginning. */
const FAULTS_MAX = 10;

const PLAIN = /^[\t\n\r -~]*$/;
const WORD = /[\p{L}\p{M}]+/gu;

/** Controls, formats and fillers, line and paragraph separators, halves of pairs, and the blank of Braille, which is no space. */
const HIDDEN = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * What the writing of real names needs: a variation selector after a Han character (UTS #37, and the standard sequences of
 * compatibility ideographs), Mongolian forms, and joiners inside a word of a script that is written with them (UAX #31, 2.3).
 */
const NEEDED = new RegExp(
  [
    '(?<=\\p{Script=Han})[\\u{FE00}-\\u{FE02}\\u{E0100}-\\u{E01EF}]',
    '(?<=\\p{Script=Mongolian})[\\u180B-\\u180F\\u200C\\u200D\\u202F]',
    ...['Arabic', 'Devanagari', 'Bengali', 'Gujarati', 'Gurmukhi', 'Kannada', 'Malayalam', 'Oriya', 'Sinhala'].map(
      joined,
    ),
    ...['Tamil', 'Telugu', 'Khmer', 'Myanmar', 'Syriac'].map(joined),
  ].join('|'),
  'gu',
);

function joined(script: string): string {
  return `(?<=\\p{Script=${script}})[\\u200C\\u200D](?=\\p{Script=${script}})`;
}

/** Scripts whose letters are taken for Latin ones; a word is of one of them, or of none. UTS #39, 5.2, moderately restrictive. */
const ALPHABETS = ['Latin', 'Cyrillic', 'Armenian', 'Cherokee', 'Lisu', 'Coptic', 'Deseret'] as const;
const OF_ALPHABET = ALPHABETS.map((script) => ({ script, letter: new RegExp(`\\p{Script=${script}}`, 'u') }));
/** Greek stands beside Latin in names of substances and units (TNFα, μm, kΩ): only what is drawn as a Latin letter is in doubt. */
const GREEK_AS_LATIN = /[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο]/u;

/** The alphabets of a word, that of most of its letters first; of as many, Latin. */
function alphabetsIn(word: string): readonly string[] {
  const scripts = [...word].map(scriptOf).filter((script) => script !== undefined);
  return [...groupBy(scripts, (script) => script)]
    .sort(([one, these], [other, those]) => those.length - these.length || rankOf(one) - rankOf(other))
    .map(([script]) => script);
}

function mixedIn(word: string, first: number): readonly NameFault[] {
  const [own] = alphabetsIn(word);
  return [...word]
    .map((letter, at) => ({ letter, character: first + at, script: scriptOf(letter) }))
    .filter(({ script }) => script !== undefined && script !== own)
    .map(({ letter, character, script }) => {
      const codePoint = codePointOf(letter);
      const says = `character ${character}, "${letter}" (${codePoint}), is a ${script} letter in a word of ${own} ones, and may be taken for one of them; write the word in letters of one script`;
      return { why: 'other-script', character, codePoint, says };
    });
}

function scriptOf(letter: string): string | undefined {
  if (GREEK_AS_LATIN.test(letter)) return 'Greek';
  return OF_ALPHABET.find((one) => one.letter.test(letter))?.script;
}

const rankOf = (script: string) => (script === 'Latin' ? 0 : 1);

function hiddenFault(found: string, character: number): NameFault {
  const codePoint = codePointOf(found);
  const says = `character ${character} is ${codePoint}, which nobody sees; write it without that character`;
  return { why: 'hidden', character, codePoint, says };
}

const characterAt = (name: string, index: number) => [...name.slice(0, index)].length + 1;

function codePointOf(character: string): string {
  const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${point}`;
}
