// SPDX-License-Identifier: Apache-2.0
import type { FileReading } from './data-files.ts';
import { readSource } from './load-limits.ts';
import { type InstrumentEntry, optional, type Vocabulary } from './load-vocabulary.ts';
import { CERTAINTIES, type Requirement, type Transition } from './requirement.ts';
import type { RowReader } from './row-reader.ts';

/** A rule between two editions, before it is handed to the requirements of each. */
interface TransitionRule extends Omit<Transition, 'side' | 'with' | 'otherInstrument' | 'otherLoaded'> {
  readonly earlier: string;
  readonly later: string;
}

/** Reads the transitions between editions and hands each to the requirements on both sides. */
export function attachTransitions(
  reading: FileReading,
  vocabulary: Vocabulary,
  requirements: readonly Requirement[],
): Requirement[] {
  const taken = { ids: new Set<string>(), editions: new Set<string>() };
  const rules = reading.readRows('requirements/transitions.csv', (row) => readRule(row, vocabulary, taken));
  const byEdition = groupByEdition(requirements);
  return requirements.map((requirement) => {
    const own = requirement.instrument.id;
    const rule = rules.find(({ earlier, later }) => earlier === own || later === own);
    if (rule === undefined) {
      return requirement;
    }
    const { earlier, later, ...common } = rule;
    const [side, other] = own === earlier ? (['earlier', later] as const) : (['later', earlier] as const);
    const transition: Transition = {
      ...common,
      side,
      with: byEdition.get(`${other} ${requirement.topic}`) ?? [],
      otherInstrument: other,
      otherLoaded: (vocabulary.instruments.get(other) as InstrumentEntry).instrument.loaded,
    };
    return { ...requirement, transition };
  });
}

function groupByEdition(requirements: readonly Requirement[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { id, instrument, topic } of requirements) {
    const key = `${instrument.id} ${topic}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [id]);
    } else {
      group.push(id);
    }
  }
  return groups;
}

function readRule(
  row: RowReader,
  vocabulary: Vocabulary,
  taken: { readonly ids: Set<string>; readonly editions: Set<string> },
): TransitionRule {
  const { from, to } = row.validity('from', 'until');
  const certainty = row.word('certainty', CERTAINTIES);
  const edition = (column: 'earlier' | 'later'): string => {
    const id = row.reference(column, vocabulary.instruments, 'UNKNOWN_INSTRUMENT');
    if (taken.editions.has(id)) {
      row.refuse(column, 'DUPLICATE_ID', `'${id}' is in another transition; an edition takes part in one`);
    }
    taken.editions.add(id);
    return id;
  };
  return {
    id: row.newId('id', taken.ids),
    kind: row.word('kind', ['either-version', 'sell-through']),
    earlier: edition('earlier'),
    later: edition('later'),
    ...optional('from', from),
    ...optional('until', to),
    wholly: row.word('wholly', ['true', 'false']) === 'true',
    certainty,
    source: readSource(row, certainty),
  };
}
