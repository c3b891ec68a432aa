// SPDX-License-Identifier: Apache-2.0
import {
  bundlePath,
  EMPTY_LOG,
  formatAddCheckpoint,
  formatCheckpoint,
  integrate,
  type LogState,
  type NoteSigner,
  proveConsistency,
  rootOfRange,
  signNote,
  tilePath,
} from '@touchstone/transparency-log';
import { nodeLogSuite, nodeNoteKey } from '@touchstone/transparency-log/node';

/** A signer for tests, its seed 32 times the number. */
export function testSigner(
  name: string,
  number: number,
  type: 'ed25519' | 'ed25519-cosignature' = 'ed25519',
): NoteSigner {
  return nodeNoteKey({ name, type, seed: new Uint8Array(32).fill(number) }).signer;
}

/** A log in memory that does what a test tells it, honest or not: it has no rules of its own. */
export class ScriptedLog {
  readonly files = new Map<string, Uint8Array>();
  readonly entries: Uint8Array[] = [];
  readonly origin: string;
  readonly signer: NoteSigner;
  state: LogState = EMPTY_LOG;

  constructor(origin: string, signer: NoteSigner = testSigner(origin, 1)) {
    this.origin = origin;
    this.signer = signer;
  }

  /** Another log with the same files, entries and key: from here on the two may tell different stories. */
  fork(): ScriptedLog {
    const fork = new ScriptedLog(this.origin, this.signer);
    for (const [path, bytes] of this.files) fork.files.set(path, bytes);
    fork.entries.push(...this.entries);
    fork.state = this.state;
    return fork;
  }

  append(...entries: readonly (Uint8Array | string)[]): void {
    const bytes = entries.map((entry) => (typeof entry === 'string' ? new TextEncoder().encode(entry) : entry));
    const { state, tiles, bundles } = integrate(nodeLogSuite, this.state, bytes);
    for (const { tile, bytes: content } of tiles) this.files.set(tilePath(tile), content);
    for (const { bundle, bytes: content } of bundles) this.files.set(bundlePath(bundle), content);
    this.state = state;
    this.entries.push(...bytes);
  }

  get size(): number {
    return this.state.range.size;
  }

  get root(): Uint8Array {
    return rootOfRange(nodeLogSuite, this.state.range);
  }

  /** The signed checkpoint of the present tree, or of what a test claims; it is put where readers find it. */
  async checkpoint(claim: { readonly size?: number; readonly root?: Uint8Array } = {}): Promise<string> {
    const text = formatCheckpoint({ origin: this.origin, size: this.size, root: this.root, ...claim });
    const note = await signNote(text, [this.signer]);
    this.files.set('checkpoint', new TextEncoder().encode(note));
    return note;
  }

  /** A request to cosign the present tree, for a witness that knows `oldSize` leaves. */
  async addCheckpoint(oldSize: number): Promise<string> {
    const note = await this.checkpoint();
    const proof = await proveConsistency(nodeLogSuite, { from: oldSize, to: this.size }, this.read);
    return formatAddCheckpoint({ oldSize, proof, note });
  }

  readonly read = (path: string): Uint8Array | undefined => this.files.get(path);
}
