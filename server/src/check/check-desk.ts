// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import type { Dossier, DossierEntry } from '@touchstone/dossier';
import {
  type CheckOptions,
  createReader,
  type DecisionRuleText,
  type DocumentChain,
  type EndedFollowing,
  type EvidenceSource,
  type LogOptions,
  type Question,
  type StoredStatement,
  runCheck,
  runVerify,
  type Verdict,
} from '@touchstone/evidence';
import type { CertificateChain } from '@touchstone/evidence/certificate';
import {
  type CalendarDay,
  compareInstants,
  dayOfInstant,
  type Instant,
  type Place,
  parseInstant,
} from '@touchstone/identifiers';
import {
  type LoadedRequirements,
  papersNotKnownBy,
  readDossierEntries,
  sourceKnownBy,
  type Trust,
} from '@touchstone/local-files';
import type { CertificateFolders } from '@touchstone/local-files/certificates';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { HttpError } from '../http/http-error.ts';
import { refuseFaults } from '../http/refuse-faults.ts';
import type { Cut } from '../record-keeping/as-of.ts';
import type { StatementRecord } from '../record-keeping/fact.ts';
import type { RecordKeeping } from '../record-keeping/record-keeping.ts';
import type { Tenant } from '../record-keeping/tenant.ts';
import { isXml, openCertificateDesk } from './certificate-desk.ts';
import { combineSources, createRecordSource, type LogWord } from './record-source.ts';

/** What of logs a node has about its record, by entry. */
interface LogWords {
  of(records: readonly StatementRecord[], tenant: Tenant): Promise<ReadonlyMap<number, LogWord>>;
}

/** What the desk of the main job is made of. */
export interface CheckDeskParts {
  readonly recordKeeping: Pick<RecordKeeping, 'read' | 'acknowledgedCut' | 'cutAt'>;
  readonly loaded: LoadedRequirements;
  readonly trust: Trust;
  /** What calibration certificates in XML are held against; left out, nothing: none is sound, and a forged one is told. */
  readonly certificates?: CertificateFolders;
  /** DID documents that the node itself serves. */
  readonly resolveDid: (did: string) => unknown;
  /** Which status lists that a statement names its record makes needless, of what is known at an instant. */
  readonly statusKept?: (record: StatementRecord, knownAt: Instant) => StoredStatement['statusKept'];
  /** Leaves of followed logs that nobody opens to this node, and that may be a change of a statement. */
  readonly notOpened?: LogOptions['notOpened'];
  /** Logs that were followed until then, and are not since. */
  readonly endedLogs?: () => readonly EndedFollowing[];
  /** Receipts and promises of what is on record; without them no statement of the record brings any. */
  readonly logWords?: LogWords;
}

/** What is asked beside the papers. */
export interface Asked {
  readonly places: readonly Place[];
  readonly on: CalendarDay | undefined;
  readonly now: string;
  /** With what was known at this instant; left out, now. Never later than now. */
  readonly knownAt?: Instant;
  readonly tenant: Tenant;
  /** The asker's own rule: shown, and without weight in a legal verdict. */
  readonly decisionRule?: DecisionRuleText;
}

/** The desk: papers in, verdict out. Judges what the asker may see, and records nothing. */
export interface CheckDesk {
  check(entries: readonly DossierEntry[], asked: Asked): Promise<Verdict>;
  /** One document; a calibration certificate in XML is judged as such, and other bytes are text in UTF-8. */
  verify(
    document: { readonly file: string; readonly bytes: Uint8Array },
    asked: Asked,
  ): Promise<DocumentChain | CertificateChain>;
}

/** UTC+08:00: "today" is the day of the three places. */
const OFFSET_MINUTES = 480;

/** Opens the desk over the node's record, its configured trust and its requirement set. */
export function openCheckDesk(parts: CheckDeskParts): CheckDesk {
  const read = createReader(nodeSuite);
  const certificates = openCertificateDesk(parts.certificates ?? {});
  const refuseLaterPapers = (documents: readonly { file: string; text: string }[], knownAt: Instant | undefined) => {
    const later = knownAt === undefined ? [] : papersNotKnownBy(documents, { read, knownAt });
    if (later.length === 0) return;
    const errors = later.map(({ file, validFrom }) => {
      const detail = `is valid from ${validFrom} and cannot have been known at ${knownAt}; leave it out`;
      return { code: 'NOT_KNOWN_YET', detail, file };
    });
    throw new HttpError('BAD_DOSSIER', 'Papers are later than what is asked about; see each.', { errors });
  };
  const ask = async <T>(asked: Asked, work: (question: Question, options: CheckOptions) => Promise<T>): Promise<T> => {
    const { trust, loaded, recordKeeping, resolveDid, logWords, statusKept, notOpened } = parts;
    // First of all, also for an instant that is past: what was acknowledged must not get a place in it afterwards.
    const reached = await recordKeeping.acknowledgedCut();
    const cut = asked.knownAt === undefined ? reached : await recordKeeping.cutAt(asked.knownAt);
    const at = asked.knownAt ?? parseInstant(asked.now);
    const question = {
      places: asked.places,
      roots: trust.roots,
      on: dayAsked(asked),
      knownAt: at,
      ...(asked.decisionRule === undefined ? {} : { decisionRule: asked.decisionRule }),
    };
    const { tenant } = asked;
    // No transaction is held while it is judged, nor while logs are asked: every answer is as of the cut all the same.
    const record = createRecordSource({
      find: (requests) =>
        recordKeeping.read({ tenant, asOf: { knownAt: cut } }, (reads) => reads.findStatements(requests, cut)),
      wordsOf: async (records) => (await logWords?.of(records, tenant)) ?? new Map(),
      resolve: resolveDid,
      ...(statusKept === undefined ? {} : { statusKept: (record) => statusKept(record, at) }),
    });
    const source: EvidenceSource = combineSources(record, sourceKnownBy(trust.source, read));
    return work(question, {
      source,
      requirements: loaded.requirements,
      suite: nodeSuite,
      read,
      cut: { ...evidenceCut(cut, at, loaded), ...endedBefore(at, parts.endedLogs?.() ?? []) },
      logs: { suite: nodeLogSuite, ...trust.logs, ...(notOpened === undefined ? {} : { notOpened }) },
    });
  };
  return {
    check: async (entries, asked) => {
      const dossier = await openDossier(entries);
      refuseLaterPapers(dossier.documents, asked.knownAt);
      const places = asked.places.length > 0 ? asked.places : dossier.places;
      if (places.length === 0)
        throw new HttpError(
          'BAD_REQUEST',
          'Say which places are asked about, such as markets=CN-GD,HK,MO; the route of the dossier names none.',
        );
      const verdict = await ask({ ...asked, places }, (question, options) =>
        runCheck(dossier.claim, dossier, question, options),
      );
      return certificates.judge(verdict, dossier.certificates);
    },
    verify: async ({ file, bytes }, asked) => {
      if (isXml(file, bytes)) return certificates.verify({ file, bytes }, dayAsked(asked));
      const document = { file, text: new TextDecoder().decode(bytes) };
      refuseLaterPapers([document], asked.knownAt);
      return ask(asked, (question, options) => runVerify(document, question, options));
    },
  };
}

function dayAsked({ on, now }: Asked): CalendarDay {
  return on ?? dayOfInstant(parseInstant(now), OFFSET_MINUTES);
}

/** What had ended by then: asked about an instant before, the log was followed. */
function endedBefore(at: Instant, logs: readonly EndedFollowing[]): Pick<CheckOptions['cut'], 'ended'> {
  const ended = logs.filter(({ until }) => compareInstants(until, at) <= 0);
  return ended.length === 0 ? {} : { ended };
}

function evidenceCut(cut: Cut, knownAt: Instant, { digest }: LoadedRequirements): CheckOptions['cut'] {
  return {
    logs: Object.entries(cut.logs ?? {}).map(([log, size]) => ({ log, size })),
    position: cut.position,
    referenceData: digest,
    knownAt,
  };
}

/** One zip, or the files themselves; every fault of the dossier goes back with its file, row and column. */
async function openDossier(entries: readonly DossierEntry[]): Promise<Dossier> {
  if (entries.length === 0) {
    throw new HttpError('BAD_REQUEST', 'Send the files of the dossier, or one zip of them, in the field "files".');
  }
  const reading = await readDossierEntries(entries);
  if (reading.dossier !== undefined) return reading.dossier;
  return refuseFaults(reading.faults, 'Nothing of the dossier was used; mend what is listed and send it again.');
}
