// SPDX-License-Identifier: Apache-2.0

/** What the command line offers. */
export const USAGE = `Touchstone: is this claim of quality true, in this place, on this date, and how do we know?

  ./touchstone check DOSSIER --markets CN-GD,HK,MO --on 2026-11-22
      Judges a dossier (folder or .zip) and prints a grid, places by requirements; writes verdict.json.
      --markets LIST   places, ISO 3166-2, comma-separated; default: the route of the dossier
      --on DAY         the day asked about; default: today
      --open           prints the chain of every cell, not only of the open ones
      --out FILE       where to write the verdict; default: verdict.json in the current folder; - for none
      --trust FOLDER   whom to trust: trust.json and statements/; default: the demonstration authorities
      exit code: 0 every requirement asked about is met on accepted evidence; 2 gaps or unknown;
                 4 does not meet; 3 a document is contradicted (tampered, forged); 1 could not run

  ./touchstone verify FILE
      Judges one document (.json or .jwt), a receipt of a public log (.tlog-proof) with the document beside it, or a
      completeness file, and prints its chain, the first broken link in red.
      --on DAY, --trust FOLDER as above
      exit code: 0 sound, and its chain holds in every place; 2 not so, or not known; 3 contradicted; 1 no credential,
                 or could not run
  ./touchstone compare FOOD --markets CN-GD,HK,MO --on 2026-11-22
      Puts the limits of several places side by side: equal, stricter by what factor, gap, or not comparable
      and why; and the common set that meets them all, each value with its source. Exit code: 0, or 1 could not run

  ./touchstone untp FILE
      Prints what a UNTP 0.7.0 credential says and everything that it leaves open; for one of our own statements, what
      an export as UNTP would lose. Exit code: 0, or 1 could not be read

  ./touchstone witness --state FOLDER --name witness.example/w1 --log VKEY [--log VKEY ...] [--listen 127.0.0.1:8091]
      Cosigns what public logs append, and nothing that takes back what it has seen; any log of C2SP tlog-witness.
      The key is made at the first start, in the folder, and printed. Runs until it is told to stop
`;
