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
        files.push({ name: part.filename, mediaType: part.mimetype, bytes: await part.toBuffer() });
      } else {
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

const FIELDS_MAX = 20;
const FIELD_BYTES_MAX = 100_000;
