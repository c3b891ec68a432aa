// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { DOSSIER_LIMITS, type DossierEntry } from '@touchstone/dossier';
import { MetrologyError, readDecisionRule } from '@touchstone/evidence';
import { compareInstants, type Place, parseCalendarDay, parseInstant, parsePlace } from '@touchstone/identifiers';
import { type Example, listDossierFolder } from '@touchstone/local-files';
import { z } from 'zod';
import { HttpError } from '../http/http-error.ts';
import { type Call, type ServedRoute, servedRoute } from '../http/served-route.ts';
import type { Asked, CheckDesk } from './check-desk.ts';

/** Routes of the main job. They read and record nothing, so that everybody may use them. */
export interface CheckRoutesParts {
  readonly desk: CheckDesk;
  readonly examplesFolder: string;
  readonly examples: readonly Example[];
}

const question = z.strictObject({
  /** Places, ISO 3166-2, separated by commas. */
  markets: z.string().max(400).optional(),
  on: z.string().max(20).optional(),
  /** An instant, RFC 3339: judged with what was on record then; left out, now. */
  knownAt: z.string().max(40).optional(),
  /** The asker's own decision rule in words, such as "guard band 1 U against false acceptance". */
  decisionRule: z.string().max(200).optional(),
  /** Folder name of an example, instead of files. */
  example: z.string().max(100).optional(),
});
type QuestionBody = z.infer<typeof question>;

const FILE_BYTES_MAX = 25 << 20;
const PER_MINUTE = 60;

/** `GET /api/examples`, `POST /api/check`, `POST /api/verify`. */
export function checkRoutes({ desk, examples, examplesFolder }: CheckRoutesParts): readonly ServedRoute[] {
  const filesOf = (
    call: Call<unknown, unknown, QuestionBody>,
  ): Promise<readonly DossierEntry[]> | readonly DossierEntry[] => {
    const { example } = call.body;
    if (example === undefined) return call.files.map(({ name, bytes }) => ({ path: name, bytes }));
    // Only names that were listed: a name is never a path.
    if (!examples.some(({ folder }) => folder === example))
      throw new HttpError('NOT_FOUND', `There is no example "${example}".`);
    return listDossierFolder(join(examplesFolder, example));
  };
  return [
    servedRoute({
      tag: 'check',
      method: 'GET',
      path: '/api/examples',
      operation: 'list-examples',
      summary: 'Dossiers that come with the program, to try it with',
      access: { roles: 'everyone' },
      records: false,
      asOf: false,
      responses: {
        200: {
          description: 'The examples',
          schema: z.object({
            examples: z.array(
              z.object({ folder: z.string(), title: z.string(), markets: z.array(z.string()), on: z.string() }),
            ),
          }),
        },
      },
      serve: async () => ({ status: 200, body: { examples } }),
    }),
    servedRoute({
      tag: 'check',
      method: 'POST',
      path: '/api/check',
      operation: 'check-dossier',
      summary: 'Judges a dossier: a grid, places by requirements, each cell opening to its chain',
      access: { roles: 'everyone' },
      records: false,
      asOf: false,
      body: question,
      upload: { filesMax: DOSSIER_LIMITS.files, fileBytesMax: FILE_BYTES_MAX },
      perMinuteMax: PER_MINUTE,
      responses: {
        200: {
          description: 'The verdict, format touchstone-verdict/1',
          schema: z.looseObject({ format: z.literal('touchstone-verdict/1') }),
        },
      },
      serve: async (call) => ({ status: 200, body: await desk.check(await filesOf(call), askedIn(call)) }),
    }),
    servedRoute({
      tag: 'check',
      method: 'POST',
      path: '/api/verify',
      operation: 'verify-document',
      summary:
        'Judges one document, or a digital calibration certificate in XML, and gives its chain up to a trust anchor',
      access: { roles: 'everyone' },
      records: false,
      asOf: false,
      body: question,
      upload: { filesMax: 1, fileBytesMax: DOSSIER_LIMITS.documentBytes },
      perMinuteMax: PER_MINUTE,
      responses: {
        200: {
          description: 'The chain, format touchstone-document/1',
          schema: z.looseObject({ format: z.literal('touchstone-document/1') }),
        },
      },
      serve: async (call) => {
        const [file] = call.files;
        if (file === undefined) throw new HttpError('BAD_REQUEST', 'Send one document in the field "files".');
        const asked = askedIn(call);
        const places = asked.places.length > 0 ? asked.places : DEFAULT_PLACES;
        return {
          status: 200,
          body: await desk.verify({ file: file.name, bytes: file.bytes }, { ...asked, places }),
        };
      },
    }),
  ];
}

const DEFAULT_PLACES: readonly Place[] = ['CN-GD', 'HK', 'MO'].map(parsePlace);
const PLACES_MAX = 50;

function askedIn({ body, now, tenant }: Call<unknown, unknown, QuestionBody>): Asked {
  const names =
    body.markets === undefined
      ? []
      : body.markets
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '');
  if (names.length > PLACES_MAX) throw new HttpError('BAD_INPUT', `At most ${PLACES_MAX} places are judged at once.`);
  const on = body.on === undefined || body.on === '' ? undefined : parseCalendarDay(body.on);
  return { places: [...new Set(names.map(parsePlace))], on, now, tenant, ...knownAtIn(body, now), ...ruleIn(body) };
}

/** What will be known later nobody knows: an instant to come is refused. */
function knownAtIn({ knownAt }: QuestionBody, now: string): Pick<Asked, 'knownAt'> {
  if (knownAt === undefined || knownAt === '') return {};
  const instant = parseInstant(knownAt);
  if (compareInstants(instant, parseInstant(now)) <= 0) return { knownAt: instant };
  const detail = `knownAt: ${instant} has not come yet; it is ${now}`;
  throw new HttpError('BAD_INPUT', `${detail}.`, { errors: [{ code: 'IN_THE_FUTURE', detail, pointer: '/knownAt' }] });
}

/** A rule that is none is told as such, with those that are: the error of a quantity would name no field. */
function ruleIn({ decisionRule }: QuestionBody): Pick<Asked, 'decisionRule'> {
  if (decisionRule === undefined || decisionRule.trim() === '') return {};
  try {
    return { decisionRule: readDecisionRule(decisionRule) };
  } catch (cause) {
    if (!(cause instanceof MetrologyError)) throw cause;
    throw new HttpError('BAD_INPUT', `decisionRule: ${cause.message}.`);
  }
}
