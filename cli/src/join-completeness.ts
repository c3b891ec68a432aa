// SPDX-License-Identifier: Apache-2.0
import type { CompletenessText } from '@touchstone/evidence';
import {
  CompletenessError,
  type CompletenessFile,
  formatCompletenessFile,
  parseCompletenessFile,
} from '@touchstone/evidence/completeness';

interface Joined extends CompletenessText {
  readonly parsed?: CompletenessFile;
}

/**
 * Files about the same subjects over different logs, as one: each alone would say that the logs of the others were not
 * consulted. A file that cannot be read, or shows a log again, stays by itself.
 */
export function joinCompletenessFiles(files: readonly CompletenessText[]): readonly CompletenessText[] {
  const joined: Joined[] = [];
  for (const one of files) {
    const parsed = parsedOrNot(one.text);
    const at = joined.findIndex((other) => parsed !== undefined && fits(other.parsed, parsed));
    const other = joined[at];
    if (other?.parsed === undefined || parsed === undefined) {
      joined.push({ ...one, ...(parsed === undefined ? {} : { parsed }) });
      continue;
    }
    const ended = [...(other.parsed.ended ?? []), ...(parsed.ended ?? [])];
    const whole = {
      subject: parsed.subject,
      logs: [...other.parsed.logs, ...parsed.logs],
      tombstones: [...other.parsed.tombstones, ...parsed.tombstones],
      ...(ended.length === 0 ? {} : { ended }),
    };
    joined[at] = { file: `${other.file} + ${one.file}`, text: formatCompletenessFile(whole), parsed: whole };
  }
  return joined.map(({ file, text }) => ({ file, text }));
}

function parsedOrNot(text: string): CompletenessFile | undefined {
  try {
    return parseCompletenessFile(text);
  } catch (error) {
    if (error instanceof CompletenessError) return undefined;
    throw error;
  }
}

/** Whether both are about the same names, in the same order, and no log is in both. */
function fits(left: CompletenessFile | undefined, right: CompletenessFile): boolean {
  if (left === undefined || subjectText(left) !== subjectText(right)) return false;
  const origins = new Set(left.logs.map(originOf));
  return right.logs.every((log) => !origins.has(originOf(log)));
}

function subjectText({ subject }: CompletenessFile): string {
  return formatCompletenessFile({ subject, logs: [], tombstones: [] });
}

/** The first line of a checkpoint is the name of its log. */
function originOf({ checkpoint }: CompletenessFile['logs'][number]): string {
  return checkpoint.split('\n', 1)[0] ?? '';
}
