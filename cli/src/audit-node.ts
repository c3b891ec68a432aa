// SPDX-License-Identifier: Apache-2.0
import { getJson } from '@touchstone/log-keeping/follow';
import { parseInstant } from '@touchstone/identifiers';
import { compareStatusLists } from './audit-status-lists.ts';
import type { AuditedNode, NodeAudit, NodeDifference } from './node-audit.ts';
import { type OpenedLog, readOpenedLogs } from './opened-log.ts';
import { type ExpectedRow, foldRegisters, type RegisterName } from './register-fold.ts';

/** Holds what a node serves, registers and status lists, against the statements of its log. */
export async function auditNode(audited: AuditedNode): Promise<NodeAudit> {
  const log = await readOpenedLogs(audited.logs);
  const registers = await compareRegisters(audited, log);
  const lists = await compareStatusLists(audited, log);
  const refused = log.refused.map(
    ({ index, reason }): NodeDifference => ({
      ...{ what: 'not-behind-leaf', who: `entry ${index}`, is: reason },
      right: 'the statement that the leaf commits to, with whom it is about',
    }),
  );
  return {
    ...{ opened: log.opened.length, withheld: log.withheld, erased: log.erased },
    ...{ rows: registers.rows, lists: lists.lists, bits: lists.bits, unseen: [...registers.unseen, ...lists.unseen] },
    differences: [...refused, ...registers.differences, ...lists.differences],
  };
}

interface ShownRow {
  readonly issuer: string;
  readonly statementId: string;
  readonly digest: string;
  readonly place?: string;
  readonly status?: string;
  readonly from?: string;
  readonly until?: string | null;
}

const REGISTERS: readonly RegisterName[] = [
  'accreditations',
  'standard-notices',
  'recognition-instruments',
  'laboratory-documents',
];

async function compareRegisters(
  audited: AuditedNode,
  log: OpenedLog,
): Promise<Pick<NodeAudit, 'rows' | 'unseen' | 'differences'>> {
  const { on } = audited;
  const expected = foldRegisters(log.opened, on);
  const differences: NodeDifference[] = [];
  const unseen: string[] = [];
  let rows = 0;
  let { erased } = log;
  const inDoubt = doubtsOf(log);
  for (const register of REGISTERS) {
    const shown = await readRegister(audited.node, register, on);
    rows += shown.length;
    const wanted = Map.groupBy(
      expected.filter((each) => each.register === register),
      nameOf,
    );
    for (const row of shown) {
      const doubt = inDoubt(register, row);
      if (doubt === 'always') {
        unseen.push(`${register}: ${nameOf(row)}: ${UNOPENED}`);
        wanted.delete(nameOf(row));
        continue;
      }
      const [found, ...rest] = wanted.get(nameOf(row)) ?? [];
      if (found === undefined) {
        const why = await whyNotInLog(audited, row, { ...log, erased });
        if (typeof why === 'string') {
          unseen.push(`${register}: ${nameOf(row)}: ${why}`);
          if (why.startsWith(ERASED)) erased -= 1;
        } else differences.push({ ...why, who: `${register}: ${nameOf(row)}` });
        continue;
      }
      wanted.set(nameOf(row), rest);
      const differs = differencesOf(register, row, found);
      if (doubt === 'where-it-differs' && row.digest === found.digest && differs.length > 0) {
        unseen.push(`${register}: ${nameOf(row)}: ${UNOPENED}`);
      } else differences.push(...differs);
    }
    for (const row of [...wanted.values()].flat()) {
      if (inDoubt(register, row) !== 'never') {
        unseen.push(`${register}: ${nameOf(row)}: ${UNOPENED}`);
        continue;
      }
      const who = `${register}: ${nameOf(row)}`;
      const right = `a row${row.status === undefined ? '' : `: ${stateOf(row)}`}, as entry ${row.index} of the log says`;
      differences.push({ what: 'hidden', who, is: 'it is not in the register', right });
    }
  }
  return { rows, unseen, differences };
}

type Doubt = 'never' | 'where-it-differs' | 'always';
const UNOPENED = 'unknown: the node does not open a leaf that may change it';

/** What a row can be held to while leaves are not opened: its own status, and what another's leaf may do to it. */
function doubtsOf({ doubts, opened }: OpenedLog) {
  const isInDoubt = ({ issuer, statementId }: Named) => doubts.isInDoubt({ issuer, id: statementId });
  // What succeeds another begins on the day that the other's last change names.
  const predecessors = new Set<string>(
    opened.flatMap(({ statement }) => {
      const { issuer, kind } = statement;
      const mayEnd = kind === 'Accreditation' || kind === 'StatutoryQualification';
      return mayEnd && doubts.isInDoubt(statement) ? [issuer] : [];
    }),
  );
  return (register: RegisterName, row: Named): Doubt => {
    if (isInDoubt(row)) return 'always';
    const { issuer, statementId: id } = row;
    const isReplaced = register === 'standard-notices' && doubts.mayBeReplaced({ issuer, id });
    return isReplaced || (register === 'accreditations' && predecessors.has(issuer)) ? 'where-it-differs' : 'never';
  };
}

type Named = Pick<ShownRow, 'issuer' | 'statementId'>;

function nameOf({ issuer, statementId, place }: Pick<ExpectedRow, 'issuer' | 'statementId' | 'place'>): string {
  return `${issuer} ${statementId}${place === undefined || place === '' ? '' : ` for ${place}`}`;
}

function stateOf({ status, from, until }: Pick<ExpectedRow, 'status' | 'from' | 'until'>): string {
  return `${status} from ${from}${until === null ? '' : ` to ${until}`}`;
}

function differencesOf(register: RegisterName, shown: ShownRow, right: ExpectedRow): readonly NodeDifference[] {
  const who = `${register}: ${nameOf(right)}`;
  const found: NodeDifference[] = [];
  if (shown.digest !== right.digest) {
    found.push({ what: 'differs', who, is: `digest ${shown.digest}`, right: `${right.digest}, entry ${right.index}` });
  }
  if (right.status !== undefined && stateOf(shown) !== stateOf(right)) {
    found.push({ what: 'differs', who, is: stateOf(shown), right: `${stateOf(right)}, by the statements of the log` });
  }
  return found;
}

/**
 * Why a row has no statement in the tree that was audited: promised and still to come, or erased, of which there are no
 * more than leaves that nobody can open; else it is a difference.
 */
async function whyNotInLog(
  { node, now }: AuditedNode,
  { issuer, statementId }: ShownRow,
  { erased, size, opened, origins, earlier }: OpenedLog,
): Promise<string | Pick<NodeDifference, 'what' | 'is' | 'right'>> {
  const inLog = opened.find(({ statement }) => statement.issuer === issuer && statement.id === statementId);
  if (inLog !== undefined) {
    const right = `nothing on this day, by the statements of the log; it is entry ${inLog.index}`;
    return { what: 'differs', is: 'it is in the register', right };
  }
  const url = new URL(`/api/statements/${encodeURIComponent(issuer)}/${encodeURIComponent(statementId)}/promise`, node);
  const answer = (await getJson(url, [403, 404, 410])) as
    | { readonly mergeBy?: unknown; readonly promise?: unknown }
    | undefined;
  // A promise names the log that gave it: its third line. Decision record 0035.
  const by = typeof answer?.promise === 'string' ? answer.promise.split('\n')[2] : undefined;
  if (earlier !== undefined && by !== undefined && !origins.includes(by)) {
    const others = by === earlier ? 'which is' : `and neither that nor ${earlier} is`;
    return `unknown: it is promised by ${by}, ${others} not at hand: give --predecessor`;
  }
  if (typeof answer?.mergeBy === 'string' && answer.mergeBy > now()) {
    return `it is promised for ${answer.mergeBy}, and was not in the tree of ${size} entries`;
  }
  if (answer === undefined && erased > 0) return `${ERASED}: it may be one of the leaves that nobody can open any more`;
  const right = `a statement in the log, whose ${size} entries have none of this name`;
  return { what: 'not-in-log', is: 'it is in the register', right };
}

const ERASED = 'the node promises nothing of it';
const PAGES_MAX = 100_000;

async function readRegister(node: URL, register: RegisterName, on: string): Promise<readonly ShownRow[]> {
  const rows: ShownRow[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const url = new URL(`/api/${register}`, node);
    url.searchParams.set('limit', '200');
    if (register !== 'laboratory-documents') url.searchParams.set('on', on);
    if (cursor !== undefined) url.searchParams.set('cursor', cursor);
    const { items, next } = (await getJson(url)) as { readonly items?: readonly ShownRow[]; readonly next?: string };
    for (const { place, ...row } of items ?? []) {
      // Only instruments have a row for each place; elsewhere it is what the row says.
      if (register === 'recognition-instruments') rows.push(place === undefined ? row : { ...row, place });
      else rows.push(register === 'laboratory-documents' ? { ...row, ...(await standingOf(node, row)) } : row);
    }
    if (next === undefined) return rows;
    cursor = next;
  }
  return rows;
}

/** A document's list says nothing of its status; whoever can name it by its digest is told. */
async function standingOf(node: URL, { issuer, statementId, digest }: ShownRow): Promise<Partial<ShownRow>> {
  const path = `/api/laboratory-documents/${encodeURIComponent(issuer)}/${encodeURIComponent(statementId)}/standing`;
  const url = new URL(path, node);
  url.searchParams.set('digest', digest);
  const { outcome, status, since } = (await getJson(url)) as Readonly<Record<string, string | undefined>>;
  if (status === undefined || since === undefined) return { status: String(outcome), from: '', until: null };
  return { status, from: parseInstant(since), until: null };
}
