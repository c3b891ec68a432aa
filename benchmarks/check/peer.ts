// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createVerifyCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { PROJECT_FOLDERS } from '@touchstone/local-files';
import { Engine } from 'json-rules-engine';
import type { JudgedDossier } from './papers.ts';

/**
 * What a firm would build from npm instead: verify every paper with a verifiable-credentials library, then hold every
 * result to the limits of three places with a rule engine. Answers how many results meet the limits of each place.
 */
export type Peer = (papers: readonly { readonly text: string }[]) => Promise<Readonly<Record<string, number>>>;

/** The peer on the issuers of the demonstration and on limits in one unit: value ≤ limit, as floating-point numbers. */
export async function makePeer({ limits, on }: JudgedDossier): Promise<Peer> {
  const documents = await readDidDocuments();
  const documentLoader = async (url: string): Promise<unknown> => {
    const document = documents.get(url);
    return document === undefined ? vc.defaultDocumentLoader(url) : { documentUrl: url, document };
  };
  const suite = new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() });
  const now = new Date(on);
  const engine = makeEngine(limits);
  return async (papers) => {
    const met: Record<string, number> = Object.fromEntries(limits.map(({ place }) => [place, 0]));
    for (const { text } of papers) {
      const credential = JSON.parse(text) as PeerCredential;
      const { verified } = await vc.verifyCredential({ credential, suite, documentLoader, now });
      if (!verified) throw new Error(`the peer refuses ${credential.type.join(' ')}`);
      const { sample, results = [] } = credential.credentialSubject;
      for (const { substance, quantity } of results) {
        const facts = { food: sample?.food, substance, value: Number(quantity.value), unit: quantity.unit };
        const { events } = await engine.run(facts);
        for (const { type } of events) met[type] = (met[type] ?? 0) + 1;
      }
    }
    return met;
  };
}

interface PeerCredential {
  readonly type: readonly string[];
  readonly credentialSubject: {
    readonly sample?: { readonly food: string };
    readonly results?: readonly {
      readonly substance: string;
      readonly quantity: { readonly value: string; readonly unit: string };
    }[];
  };
}

/** One rule for each place; its event is the place whose limit is met. */
function makeEngine(limits: JudgedDossier['limits']): Engine {
  const engine = new Engine();
  for (const { place, food, substance, value, unit } of limits) {
    engine.addRule({
      conditions: {
        all: [
          { fact: 'food', operator: 'equal', value: food },
          { fact: 'substance', operator: 'equal', value: substance },
          { fact: 'unit', operator: 'equal', value: unit },
          { fact: 'value', operator: 'lessThanInclusive', value },
        ],
      },
      event: { type: place },
    });
  }
  return engine;
}

/** In the context of DID 1.0, for which the peer has a shortcut; any other controller document it frames by JSON-LD. */
async function readDidDocuments(): Promise<ReadonlyMap<string, unknown>> {
  const trust = JSON.parse(await readFile(join(PROJECT_FOLDERS.demonstration, 'trust.json'), 'utf8')) as {
    readonly didDocuments: Readonly<
      Record<string, { readonly verificationMethod: readonly { readonly id: string }[] }>
    >;
  };
  const found = new Map<string, unknown>();
  for (const [did, document] of Object.entries(trust.didDocuments)) {
    const context = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'];
    found.set(did, { ...document, '@context': context });
    for (const method of document.verificationMethod)
      found.set(method.id, { '@context': 'https://w3id.org/security/multikey/v1', ...method });
  }
  return found;
}
