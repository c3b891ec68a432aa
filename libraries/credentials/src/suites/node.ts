// SPDX-License-Identifier: Apache-2.0
export { createNodeSuite, nodeSuite } from './node-suite.ts';
export { gzipNode, nodeSigner, publicMultikeyOf, secretMultikeyFromSeed } from './node-signer.ts';
