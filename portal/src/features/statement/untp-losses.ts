// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { list, members, text } from '../../api/narrow.ts';
import { type StatementName, statementUrl } from './statement.ts';

/** Fields that an export would not carry for one reason: those that differ only by their place in a list are one line. */
export interface LossLine {
  readonly path: string;
  readonly reason: string;
  readonly count: number;
}

/** What an export of a statement as UNTP would lose; undefined where UNTP has no counterpart for its kind. */
export type Losses = readonly LossLine[] | undefined;

/** Asks the node, which signs nothing for this. */
export function requestLosses(name: StatementName, signal: AbortSignal): Promise<Losses> {
  return ask(`${statementUrl(name)}/untp-losses`, { signal }, readLosses);
}

/** Reads the answer into lines; throws ShapeError naming the place where it differs. */
export function readLosses(value: unknown): Losses {
  const given = members(value, '');
  if (text(given.outcome, '/outcome') !== 'exportable') return undefined;
  const lines = new Map<string, LossLine>();
  list((each, at) => {
    const loss = members(each, at);
    const path = text(loss.path, `${at}/path`).replaceAll(/(?<=^|\.)\d+(?=\.|$)/g, '*');
    const reason = text(loss.reason, `${at}/reason`);
    const key = `${path} ${reason}`;
    lines.set(key, { path, reason, count: (lines.get(key)?.count ?? 0) + 1 });
  })(given.losses, '/losses');
  return [...lines.values()];
}
