// SPDX-License-Identifier: Apache-2.0
import type { FastifyRequest } from 'fastify';
import { HttpError } from './http-error.ts';
import type { UploadedFile, UploadLimits } from './served-route.ts';

/** The text fields and the files of a multipart body, wholly read; throws where it is larger than the route reads. */
export async function readUpload(
  request: FastifyRequest,
  { filesMax, fileBytesMax }: UploadLimits,
): Promise<{ readonly fields: Readonly<Record<string, string>>; readonly files: readonly UploadedFile[] }> {
  if (!request.isMultipart()) throw new HttpError('BAD_MEDIA_TYPE', 'Send multipart/form-data with the files in it.');
  const fields: Record<string, string> = Object.create(null);
  const files: UploadedFile[] = [];
  const limits = {
    files: filesMax,
    fileSize: fileBytesMax,
    fields: FIELDS_MAX,
    fieldSize: FIELD_BYTES_MAX,
    parts: filesMax + FIELDS_MAX,
  };
  try {
    for await (const part of request.parts({ limits, preservePath: true })) {
      if (part.type === 'file') {
        refuseOtherField(part.fieldname);
        files.push({ name: part.filename, mediaType: part.mimetype, bytes: await part.toBuffer() });
      } else {
        if (Object.hasOwn(fields, part.fieldname)) throw otherField(part.fieldname, 'is given twice');
        fields[part.fieldname] = String(part.value);
      }
    }
  } catch (error) {
    // The parser's own errors carry a code of the framework; a body cut short or without a boundary carries none.
    if (error instanceof Error && !('code' in error)) {
      throw new HttpError('BAD_REQUEST', `The multipart body cannot be read: ${error.message}.`);
    }
    throw error;
  }
  return { fields: { ...fields }, files };
}

/** The one field that files come in, as OpenAPI has it. */
const FILES_FIELD = 'files';

function refuseOtherField(name: string): void {
  if (name !== FILES_FIELD) throw otherField(name, `is no field for a file here; the nearest is ${FILES_FIELD}`);
}

function otherField(name: string, detail: string): HttpError {
  const errors = [
    { code: 'unrecognized_keys', detail, pointer: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` },
  ];
  return new HttpError('BAD_INPUT', `The field "${name}" ${detail}.`, { errors });
}

const FIELDS_MAX = 20;
const FIELD_BYTES_MAX = 100_000;
