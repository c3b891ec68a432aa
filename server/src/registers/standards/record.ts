// SPDX-License-Identifier: Apache-2.0
import { KINDS } from '@touchstone/statements';
import { z } from 'zod';

/** A notice as it is written; the statement's own id is given by the handler. */
export const notice = KINDS.StandardNotice.omit({ id: true });
/** What a publisher says about one edition of a standard. */
export type Notice = z.infer<typeof notice>;

/** Input of `publish`. */
export const publishInput = z.strictObject({ stream: z.string(), id: z.uuid(), notice });

/** What the reads of this register answer, for each notice. */
export const noticeAnswer = z.strictObject({
  standard: z.string(),
  title: z.string(),
  status: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  replacedBy: z.string().nullable(),
  issuer: z.string(),
  statementId: z.string(),
  digest: z.string(),
});

/** The columns of that answer. */
export const NOTICE_FIELDS = Object.keys(noticeAnswer.shape) as (keyof typeof noticeAnswer.shape)[];
