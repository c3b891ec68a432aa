// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, dayAfter, encodeHex, type Instant, utf8Bytes } from '@touchstone/identifiers';
import { DUE_SOON_DAYS } from './plan-upkeep.ts';

/** One day on which an instrument is due. */
export interface CalendarEntry {
  /** Names the entry, so that a later file moves it and does not double it. */
  readonly uid: string;
  readonly day: CalendarDay;
  readonly summary: string;
  readonly description: string;
}

const LINE_OCTETS_MAX = 75;

/**
 * VCALENDAR of all-day events, each with an alarm 30 days before; lines end in CRLF and are folded at 75 octets.
 * RFC 5545, 3.1 (folding), 3.3.11 (text), 3.4, 3.6.1, 3.6.6, 3.8.
 */
export function writeCalendar(
  entries: readonly CalendarEntry[],
  { stamp, name }: { readonly stamp: Instant; readonly name: string },
): string {
  const at = stamp.replace(/\.[0-9]+/, '').replaceAll(/[-:]/g, '');
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Touchstone//instruments//EN', 'CALSCALE:GREGORIAN'],
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap(({ uid, day, summary, description }) => [
      'BEGIN:VEVENT',
      `UID:${encodeHex(utf8Bytes(uid)).slice(0, UID_MAX)}@instruments.touchstone`,
      `DTSTAMP:${at}`,
      `DTSTART;VALUE=DATE:${basic(day)}`,
      // Without an end an event is of its one day, RFC 5545, 3.6.1: the last day of the calendar has none after it.
      ...[dayAfter(day)].flatMap((next) => (next === undefined ? [] : `DTEND;VALUE=DATE:${basic(next)}`)),
      `SUMMARY:${escaped(summary)}`,
      `DESCRIPTION:${escaped(description)}`,
      'TRANSP:TRANSPARENT',
      ...[
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `TRIGGER:-P${DUE_SOON_DAYS}D`,
        `DESCRIPTION:${escaped(summary)}`,
        'END:VALARM',
      ],
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

const UID_MAX = 400;

function basic(day: CalendarDay): string {
  return day.replaceAll('-', '');
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, (each) => `\\${each}`)
    .replaceAll(/\r\n|[\r\n\u2028\u2029]/g, '\\n')
    .replaceAll(/\p{Cc}/gu, ' ');
}

/** Folded between characters, never within one. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const length = utf8Bytes(character).length;
    if (octets + length > LINE_OCTETS_MAX) {
      parts.push(part);
      // The space that begins a further line counts.
      part = '';
      octets = 1;
    }
    part += character;
    octets += length;
  }
  return [...parts, part].join('\r\n ');
}
