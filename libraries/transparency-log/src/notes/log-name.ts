// SPDX-License-Identifier: Apache-2.0
// Names of logs that are not what they look like. C2SP tlog-checkpoint v1.0.0, Note text (a name should be a URL without its
// scheme); RFC 3986, 2; Unicode Technical Standard #39, 4 (both recalled).
import { nameFaults, nameKey, utf8Bytes } from '@touchstone/identifiers';

/** Bytes of the longest origin that can be cosigned by any key. C2SP tlog-cosignature v1.1.0-rc.1, ML-DSA-44 signed message. */
export const LOG_NAME_BYTES_MAX = 255;

/** Of characters with no place in an address, those that are told. */
const FAULTS_MAX = 10;

/** What RFC 3986 has in an address, but the plus, and what is written in other scripts; nameFaults() judges what nobody sees. */
const OUT_OF_PLACE =
  /[^-\p{L}\p{M}\p{Nd}._~:/?#[\]@!$&'()*,;=%\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\u2800]/gu;

/**
 * What keeps a name from being read as what it is, each with what would be right; none for a name that a log may be given.
 * A name that is already a log's is not asked: it is bound to its key, and stays.
 */
export function logNameFaults(name: string): readonly string[] {
  const { length } = utf8Bytes(name);
  if (length > LOG_NAME_BYTES_MAX) {
    return [`it has ${length} bytes, and the name of a log has ${LOG_NAME_BYTES_MAX} at most: take a shorter one`];
  }
  const outOfPlace = [...name.matchAll(OUT_OF_PLACE)].slice(0, FAULTS_MAX).map(({ index, 0: found }) => {
    const codePoint = `U+${found.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
    const character = [...name.slice(0, index)].length + 1;
    return `character ${character}, "${found}" (${codePoint}), has no place in an address; a log is called by one without its scheme, such as laboratory.example/log`;
  });
  return [...nameFaults(name).map(({ says }) => says), ...outOfPlace];
}

/**
 * Names that may be taken for each other have one key: whatever the case, the scheme and the spelling of an address, with
 * letters of other scripts that are drawn as Latin ones, and with o for 0, and i or 1 for l. It says that two look alike,
 * never that they are one.
 */
export function logNameKey(name: string): string {
  const drawn = [...unescaped(name).normalize('NFKC')].map((each) => DRAWN_AS.get(each) ?? each).join('');
  return withoutEnd(oneSpelling(nameKey(drawn)), '/.')
    .replaceAll('0', 'o')
    .replaceAll(/[1i]/g, 'l');
}

/**
 * An address without its scheme, and whatever of it leads nowhere else: ports that are meant without being named, a dot at
 * the end of the host, segments that are empty, `.` or `..`, and an empty query or fragment. RFC 3986, 6.2.2.3 and 6.2.3.
 */
function oneSpelling(address: string): string {
  const bare = address.replace(/^(?:https?:\/*|[a-z][a-z0-9.-]*:\/\/)?\/*/, '');
  const [, before = '', after = ''] = /^([^?#]*)(.*)$/su.exec(bare) ?? [];
  const [host = '', ...segments] = before.split('/');
  const path: string[] = [];
  for (const segment of segments) {
    if (segment === '..') path.pop();
    else if (segment !== '' && segment !== '.') path.push(segment);
  }
  const authority = withoutEnd(host.replace(/:0*(?:443|80)?$/, ''), '.');
  return [authority, ...path].join('/') + withoutEnd(after, '?#');
}

/** A text without those of these characters that it ends with; in one pass, where an expression would begin at each of them. */
function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** With what is written as bytes of UTF-8 as the letters that they are; what are none stays. RFC 3986, 6.2.2.2. */
function unescaped(name: string): string {
  return name.replaceAll(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes.replaceAll(/%[2-7][0-9a-f]/gi, decodeURIComponent);
    }
  });
}

/** The first of these names that another one may be taken for; a name is not alike to itself. */
export function logNameLike(name: string, others: readonly string[]): string | undefined {
  const key = logNameKey(name);
  return others.find((other) => other !== name && logNameKey(other) === key);
}

/** A letter and the Latin one that it is drawn as, in pairs: Greek, then Cyrillic. */
const DRAWN_AS: ReadonlyMap<string, string> = new Map(
  [
    ...['ΑA', 'ΒB', 'ΕE', 'ΖZ', 'ΗH', 'ΙI', 'ΚK', 'ΜM', 'ΝN', 'ΟO', 'ΡP', 'ΤT', 'ΥY', 'ΧX'],
    ...['αa', 'ιi', 'κk', 'νv', 'οo', 'ρp', 'υu', 'χx'],
    ...['АA', 'ВB', 'ЕE', 'КK', 'МM', 'НH', 'ОO', 'РP', 'СC', 'ТT', 'УY', 'ХX', 'ЅS', 'ІI', 'ЈJ', 'ԌG', 'ԚQ', 'ԜW'],
    ...['аa', 'еe', 'кk', 'оo', 'рp', 'сc', 'уy', 'хx', 'ѕs', 'іi', 'јj', 'һh', 'ԁd', 'ԛq', 'ԝw', 'ӏl'],
  ].map((pair) => [...pair] as [string, string]),
);
