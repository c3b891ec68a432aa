// SPDX-License-Identifier: Apache-2.0
// What reads XML is loaded when the first certificate comes, and the folders are read then: a node is started for others.
import type { Verdict } from '@touchstone/evidence';
import type { CertificateChain, CertificateVerdict } from '@touchstone/evidence/certificate';
import type { CalendarDay } from '@touchstone/identifiers';
import type { CertificateFolders } from '@touchstone/local-files/certificates';

interface CertificateFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Judges calibration certificates in XML, alone and among the papers of a dossier. */
export interface CertificateDesk {
  verify(certificate: CertificateFile, on: CalendarDay): Promise<CertificateChain>;
  judge(verdict: Verdict, certificates: readonly CertificateFile[]): Promise<Verdict>;
}

/** Opens it over folders that are read when the first certificate comes, and kept. */
export function openCertificateDesk(folders: CertificateFolders): CertificateDesk {
  let opened: ReturnType<typeof openJudge> | undefined;
  const open = () => {
    opened ??= openJudge(folders).catch((error) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return {
    verify: async (certificate, on) => {
      const { judge, certificateChain } = await open();
      return certificateChain(await judge(certificate, on));
    },
    judge: async (verdict, certificates) => {
      if (certificates.length === 0) return verdict;
      const { judge, withCertificates } = await open();
      const judged: CertificateVerdict[] = [];
      for (const certificate of certificates) judged.push(await judge(certificate, verdict.on));
      return withCertificates(verdict, judged);
    },
  };
}

async function openJudge(folders: CertificateFolders) {
  const [{ readCertificateJudge }, { certificateChain, withCertificates }] = await Promise.all([
    import('@touchstone/local-files/certificates'),
    import('@touchstone/evidence/certificate'),
  ]);
  return { judge: await readCertificateJudge(folders), certificateChain, withCertificates };
}

/** True for XML by its name or its first character, whatever it is called: no statement of ours begins so. */
export function isXml(file: string, bytes: Uint8Array): boolean {
  if (/\.xml$/i.test(file)) return true;
  return new TextDecoder().decode(bytes.subarray(0, BEGIN_BYTES)).trimStart().startsWith('<');
}

const BEGIN_BYTES = 256;
