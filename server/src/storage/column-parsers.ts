// SPDX-License-Identifier: Apache-2.0
import { instantFromMilliseconds } from '@touchstone/identifiers';
import pg from 'pg';

// Type numbers of PostgreSQL's catalogue (pg_type.dat), which are fixed.
const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

/**
 * How column values arrive: int8 as a safe number, a date as its text, a timestamptz as a canonical instant.
 * The driver's own way makes int8 a string and moves a date into the server's time zone.
 */
export const columnParsers: pg.CustomTypesConfig = {
  getTypeParser(type, format) {
    if (format !== 'binary') {
      if (type === INT8) return parseSafeInteger;
      if (type === DATE) return (text: string) => text;
      if (type === TIMESTAMPTZ) return parseTimestamp;
    }
    return pg.types.getTypeParser(type, format);
  },
};

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`the database sent ${text}, which no number holds exactly`);
  return value;
}

const TIMESTAMP = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)\d*([+-]\d{2})(?::(\d{2}))?$/;

// Rows that were written together have one instant, row after row.
let lastTimestamp = { text: '', instant: '' };

function parseTimestamp(text: string): string {
  if (text !== lastTimestamp.text) lastTimestamp = { text, instant: readTimestamp(text) };
  return lastTimestamp.instant;
}

function readTimestamp(text: string): string {
  const match = TIMESTAMP.exec(text);
  if (match === null) throw new RangeError(`the database sent "${text}", which is no instant of the years 1 to 9999`);
  const [, day, clock, hours, minutes] = match;
  return instantFromMilliseconds(Date.parse(`${day}T${clock}${hours}:${minutes ?? '00'}`));
}
