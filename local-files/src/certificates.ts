// SPDX-License-Identifier: Apache-2.0
// Apart from the rest, so that nobody loads an XML reader who is shown no XML.
export { type CertificateFolders, type CertificateJudge, readCertificateJudge } from './certificate-folders.ts';
