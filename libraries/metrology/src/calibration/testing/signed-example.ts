// SPDX-License-Identifier: Apache-2.0
import { CA, certify } from './authority.ts';
import { exampleDcc, expanded, quantity, real } from './example-dcc.ts';
import { signDcc } from './sign-dcc.ts';

/** A signed certificate of a demonstration laboratory with who vouches for it; its keys are made and forgotten. */
export function signedExample(): { readonly xml: string; readonly root: Uint8Array; readonly between: Uint8Array } {
  const root = certify({ name: 'Demonstration root', extensions: [CA] });
  const between = certify({ name: 'Demonstration CA', issuer: root, extensions: [CA] });
  const signer = certify({ name: 'Demonstration laboratory', issuer: between });
  const data = quantity(real('0.072', '\\kelvin', expanded), '', 'basic_measurementError');
  return { xml: signDcc(exampleDcc(data), signer), root: root.certificate, between: between.certificate };
}
