// SPDX-License-Identifier: Apache-2.0
// Apart from the rest, so that nobody loads an XML reader who is shown no XML.
export {
  type CertificateChain,
  type CertificateContext,
  type CertificateVerdict,
  certificateChain,
  judgeCertificate,
  withCertificates,
} from './judge-certificate.ts';
