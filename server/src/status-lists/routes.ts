// SPDX-License-Identifier: Apache-2.0
import {
  compareInstants,
  type Instant,
  instantFromMilliseconds,
  instantMilliseconds,
  parseCalendarDay,
  parseInstant,
  startOfNextDay,
} from '@touchstone/identifiers';
import { z } from 'zod';
import { HttpError } from '../http/http-error.ts';
import { type ServedRoute, servedRoute } from '../http/served-route.ts';
import { type StatusLists, TIME_TO_LIVE } from './status-lists.ts';

const VC_JWT = 'application/vc+jwt';
const EMBEDDED = ['application/json', 'application/vc'];
/** UTC+08:00: a day is a day of the three places. */
const OFFSET_MINUTES = 480;
const CURRENT = `public, max-age=${TIME_TO_LIVE / 1_000}`;

/** The lists as anybody reads them: signed by the issuer, at the address that statements name. */
export function statusListRoutes(lists: StatusLists): readonly ServedRoute[] {
  return [
    servedRoute({
      tag: 'status-lists',
      method: 'GET',
      path: '/api/status-lists/:issuer/:list/:purpose',
      operation: 'read-status-list',
      summary:
        'A W3C Bitstring Status List of an issuer whose key is kept here, derived from its signed changes of status',
      access: { roles: 'everyone' },
      records: false,
      asOf: false,
      perMinuteMax: 600,
      params: z.strictObject({
        issuer: z.string().max(500).describe('DID of the issuer'),
        list: z.coerce.number().int().min(1).max(1_000_000).describe('Which of the lists of the issuer, from 1'),
        purpose: z.enum(['revocation', 'suspension']).describe('Ended for good, or suspended for the time being'),
      }),
      query: z.strictObject({
        on: z.string().max(10).optional().describe('A day that is over: the list as it stood at its end, UTC+08:00'),
      }),
      mediaTypes: [...EMBEDDED, VC_JWT],
      responses: { 200: { description: 'The list, as a credential', schema: z.record(z.string(), z.unknown()) } },
      async serve({ params, query: { on }, mediaType, now }) {
        const moment = on === undefined ? undefined : endOf(on, parseInstant(now));
        const found = await (moment === undefined ? lists.current(params) : lists.at(params, moment));
        if (found === undefined) throw new HttpError('NOT_FOUND', 'This node keeps no such list.');
        return {
          status: 200,
          bytes: new TextEncoder().encode(mediaType === VC_JWT ? found.jwt : found.text),
          headers: {
            'cache-control': CURRENT,
            vary: 'accept',
            'last-modified': new Date(found.validFrom).toUTCString(),
          },
        };
      },
    }),
  ];
}

/** The last moment of a day that is over. */
function endOf(on: string, now: Instant): Instant {
  const next = startOfNextDay(parseCalendarDay(on), OFFSET_MINUTES);
  if (compareInstants(next, now) > 0) {
    const detail = `on: ${on} is not over yet; leave it out for the list as it stands now.`;
    throw new HttpError('BAD_INPUT', detail, { errors: [{ code: 'IN_THE_FUTURE', detail, parameter: 'on' }] });
  }
  return instantFromMilliseconds(instantMilliseconds(next) - 1);
}
