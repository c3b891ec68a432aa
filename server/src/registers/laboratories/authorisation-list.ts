// SPDX-License-Identifier: Apache-2.0
// Who may test and sign, as a list: all of it is put on record at once, by the rules of a single authorisation.
import { type AuthorisationListReading, locationText, readAuthorisationList } from '@touchstone/dossier';
import { WHO_MAY } from '../../access/who-may.ts';
import { openCase } from '../../http/case-routes.ts';
import { type CellFault, refuseFaults } from '../../http/refuse-faults.ts';
import { action } from '../../record-keeping/define-register.ts';
import { faultsOfPerson, type Members } from '../../record-keeping/members.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { rulingOf } from '../../record-keeping/ruling.ts';
import {
  type AuthorisationFault,
  authorisedEvent,
  faultsOfAuthorisation,
  keyOf,
  type KnownAuthorisation,
  type Repeat,
  repeatOf,
} from './authorising.ts';
import { authorisations } from './fold.ts';
import { authorisation, authorisationListFile, type AuthorisationRecord, inputs } from './record.ts';

/** Every authorisation of a list that is not on record yet; of one that cannot be, none. */
export const authoriseAll = action({
  name: 'authorise-all',
  input: inputs.authoriseAll,
  stream: ({ stream }) => stream,
  facts: readKnown,
  rules({ authorisations: asked }, known, actor) {
    const judged = judge(asked, { known, author: actor.person });
    const reasons = judged.flatMap(({ faults }) => faults.map(({ code, detail }) => ({ code, detail })));
    const fresh = judged.filter(({ repeat }) => repeat === 'new');
    if (reasons.length === 0 && fresh.length === 0)
      reasons.push({ code: 'NOTHING_NEW', detail: 'All of the list is on record already.' });
    return rulingOf(
      reasons,
      fresh.map(({ asked: one }, at) => authorisedEvent(one, at + 1)),
    );
  },
});

/** What is on record of the own laboratory, ended or not. */
async function readKnown(reads: Pick<Reads, 'rows'>): Promise<readonly KnownAuthorisation[]> {
  const rows = await reads.rows(authorisations, {}).selectAll().execute();
  return rows.map(({ person, may, lines, ground, from, until, ended }) => {
    const to = until === null ? {} : { to: until };
    const why = ground === null ? {} : { ground };
    const given = { person, may, ...(lines as object), ...why, from, ...to };
    return { authorisation: given as unknown as KnownAuthorisation['authorisation'], ended, where: 'on-record' };
  });
}

interface Around {
  readonly known: readonly KnownAuthorisation[];
  readonly author: string;
}

interface Judged {
  readonly asked: AuthorisationRecord;
  readonly repeat: Repeat;
  readonly faults: readonly AuthorisationFault[];
}

/** Each row by the rules of a single authorisation, and against what is known: the record, and the rows above. */
function judge(list: readonly AuthorisationRecord[], { known, author }: Around): readonly Judged[] {
  // Of two that agree, one that runs is what the other came after.
  const inOrder = [...known].sort((one, other) => Number(other.ended) - Number(one.ended));
  const before = new Map(inOrder.map((one) => [keyOf(one.authorisation), one]));
  return list.map((asked) => {
    const repeat = repeatOf(asked, before.get(keyOf(asked)));
    before.set(keyOf(asked), { authorisation: asked, ended: false, where: 'in-list' });
    const faults = [...faultsOfAuthorisation(asked, author), ...(typeof repeat === 'string' ? [] : [repeat])];
    return { asked, repeat, faults };
  });
}

/** POST of a list; every cell that is wrong is named, and then nothing is recorded. */
export const keepAuthorisationList = (members: Pick<Members, 'isOf'>) =>
  openCase({
    path: '/laboratory-authorisation-lists',
    operation: 'keep-authorisation-list',
    summary: 'Records who of the own laboratory may test and sign, of a list in Excel or CSV: all of it, or nothing',
    access: WHO_MAY['keep-authorisation-list'],
    body: authorisationListFile,
    async act(context, { file, content }) {
      const bytes = new Uint8Array(Buffer.from(content, 'base64'));
      const reading = await readAuthorisationList({ path: file, bytes });
      const { party = '', person: author = '' } = context.actor ?? {};
      const known = await readKnown(context.reads);
      const wrong = [
        ...reading.faults,
        ...faultsOfForm(reading),
        ...(await faultsOfPersons(reading, (person) => faultsOfPerson(members, party, person))),
        ...faultsOfRows(reading, { known, author }),
      ];
      if (wrong.some((fault) => !('severity' in fault) || fault.severity === 'error'))
        return refuseFaults(wrong, 'Nothing of the list is recorded; mend what is listed and send it again.');
      const asked = reading.rows.map((row) => authorisation.parse(row.authorisation));
      return context.act(authoriseAll, { stream: context.newId(), authorisations: asked });
    },
  });

type Row = AuthorisationListReading['rows'][number];

function cellFault({ locationOf }: Row, member: string, { code, detail }: Pick<AuthorisationFault, 'code' | 'detail'>) {
  const location = locationOf(member);
  return { ...location, code, message: `${locationText(location)}: ${detail}` };
}

/** What a single authorisation would refuse of the form of a cell: characters that nobody sees, what is too long. */
function faultsOfForm({ rows }: AuthorisationListReading): readonly CellFault[] {
  return rows.flatMap((row) =>
    (authorisation.safeParse(row.authorisation).error?.issues ?? []).map(({ path, message }) =>
      cellFault(row, String(path[0]), { code: 'BAD_IDENTIFIER', detail: message }),
    ),
  );
}

async function faultsOfPersons(
  { rows }: AuthorisationListReading,
  ask: (person: string) => ReturnType<typeof faultsOfPerson>,
): Promise<readonly CellFault[]> {
  const persons = [...new Set(rows.map((row) => row.authorisation.person))];
  const found = new Map<string, Awaited<ReturnType<typeof ask>>>();
  for (const person of persons) found.set(person, await ask(person));
  return rows.flatMap((row) =>
    (found.get(row.authorisation.person) ?? []).map((reason) => cellFault(row, 'person', reason)),
  );
}

function faultsOfRows({ rows }: AuthorisationListReading, around: Around): readonly CellFault[] {
  const asked = rows.map((row) => row.authorisation as unknown as AuthorisationRecord);
  return judge(asked, around).flatMap(({ faults }, at) =>
    faults.map((fault) => cellFault(rows[at] as Row, fault.member, fault)),
  );
}
