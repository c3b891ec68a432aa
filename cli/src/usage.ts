// SPDX-License-Identifier: Apache-2.0

/** What the command line offers. */
export const USAGE = `Touchstone: is this claim of quality true, in this place, on this date, and how do we know?

  ./touchstone check DOSSIER --markets CN-GD,HK,MO --on 2026-11-22
      Judges a dossier (folder or .zip) and prints a grid, places by requirements; writes verdict.json.
      --markets LIST   places, ISO 3166-2, comma-separated; default: the route of the dossier
      --on DAY         the day asked about; default: today
      --known-at INSTANT   with what was known then, such as 2026-11-22T08:00:00Z; default: now
      --decision-rule RULE  your own rule, such as "guard band 1 U against false acceptance", "simple acceptance" or
                       "conformance probability 0.95": what it says is shown, and never changes a legal verdict; law,
                       then scheme, then the contract's rule (lot table of the dossier) take precedence
      --open           prints the chain of every cell, not only of the open ones
      --out FILE       where to write the verdict; default: verdict.json in the current folder; - for none
      --trust FOLDER   whom to trust: trust.json and statements/; default: the demonstration authorities
      --evidence FOLDER   further statements, such as those that follow keeps of another node; may be given again. An
                       entry of a followed log that is not opened leaves open what it may be about
      exit code: 0 every requirement asked about is met on accepted evidence; 2 gaps or unknown;
                 4 does not meet; 3 a document is contradicted (tampered, forged); 1 could not run

  ./touchstone verify FILE
      Judges one document (.json or .jwt), a digital calibration certificate (.xml), a receipt of a public log
      (.tlog-proof) with the document beside it, or a completeness file, and prints its chain, the first broken link in red;
      or the two notes of a log that told two stories, and says whose key signed both.
      --promise FILE       a log's signed promise about the document: the answer of /promise, that to a whole batch, or
                           what receipt promise wrote; it counts while no receipt lies there, and is broken when overdue
      --log VKEY           the key of the log that promised, or that signed such notes, as its keeper gave it; those of
                           the policies in log-policies/ of the trust folder are known without it
      --schemas FOLDER     for a certificate: PTB's XSDs (v3.3.0/dcc.xsd) and Schematron rules (*.sch), which are not
                           shipped; default: the variable TOUCHSTONE_DCC_SCHEMAS. Its roots: certificate-roots/ of --trust
      --on DAY, --trust FOLDER, --evidence FOLDER as above
      exit code: 0 sound, and its chain holds in every place; 2 not so, or not known; 3 contradicted, or by a log that
                 told two stories; a receipt asked about has to hold too, and is 2 without its document; 1 cannot be read
                 as a credential (no JSON or token, or none that calls itself a Verifiable Credential),
                 or could not run
  ./touchstone compare FOOD --markets CN-GD,HK,MO --on 2026-11-22
      Puts the limits of several places side by side: equal, stricter by what factor, gap, or not comparable
      and why; and the common set that meets them all, each value with its source. Exit code: 0, or 1 could not run

  ./touchstone instruments FILE.xlsx [--on DAY]
      What a firm is to do with each of its instruments: verification by law, calibration or nothing, and why; how often
      and by which method; how good; which laboratories are good enough and near; until when
      --template           writes an empty list into FILE; --language en, zh-Hans, zh-Hant or pt
      --out FILE.xlsx      the answer as a workbook; --calendar FILE.ics the days as a calendar
      --ratio 1/3          uncertainty of a calibration over the tolerance: 1/3, 1/4, 1/5 or 1/10
      --near LAT,LON       where the firm is; --capabilities FILE other laboratories than those of the demonstration
      exit code: 0 nothing is due within 30 days; 2 something is, or was never calibrated; 1 could not run, or the list
                 has errors, each told by sheet, row and column

  ./touchstone untp FILE
      Prints what a UNTP 0.7.0 credential says and everything that it leaves open; for one of our own statements, what
      an export as UNTP would lose. Exit code: 0, or 1 could not be read

  ./touchstone dcc export FILE --country CN [--language en] [--out FILE.xml]
      Writes a calibration certificate of ours as PTB's DCC 3.3.0, to stdout or the file, unsigned; what that does not
      carry, and what stands in, is told on stderr. Exit code: 0, or 1 could not be read, or is of another kind

  ./touchstone witness --state FOLDER --name witness.example/w1 --log VKEY[=URL] [--log ...] [--listen 127.0.0.1:8091]
      Cosigns what public logs append, and nothing that takes back what it has seen; any log of C2SP tlog-witness.
      The key is made at the first start, in the folder, and printed. Runs until it is told to stop. With the URL of a
      log that ends with its year, the next year's is cosigned too, by the key that the ended one has signed for
      --interval SECONDS   between two looks for the log of the next year; default: 60

  ./touchstone mirror --state FOLDER --log VKEY=URL [--log ...] [--name mirror.example/m1] [--listen 127.0.0.1:8092]
      Stores logs whole, serves them, makes the map of subjects anew from the leaves and holds it against the one that
      the log states. With --name it cosigns what is right; what is not is told on stderr and kept in refused.json.
      A log that ends with its year is followed by the next one, whose key it has signed for
      --interval SECONDS   between two looks; default: 10
      --once               one look, and exit. Exit code: 0; 3 a log was caught, or shows less than is stored of it (set
                           back); 1 could not run, or a log could not be read

  ./touchstone follow URL --log VKEY --state FOLDER [--policy FILE] [--dids FILE ...]
      Follows the log of another node: stores it, holds it against all that was seen before, makes its map anew, opens its
      leaves, verifies each statement, and keeps them as evidence of that origin for check --evidence; goes on where it was.
      --policy FILE        a C2SP tlog-policy: nothing becomes evidence before its checkpoint has these cosignatures
      --dids FILE          DID documents as a node gives them at /api/did-documents; --trust FOLDER: those of its trust.json
      --node URL           where statements are asked for; default: the server of the log
      --interval SECONDS   between two looks; default: 10
      --once               one look, and exit. Exit code: 0 every leaf is opened and verified; 2 some are withheld, said
                           to be erased, or cannot be verified, or the quorum is not reached; 3 caught: a second story
                           (split), a rollback, a bad signature, a false map or leaf, with the evidence named; 1 could
                           not run, or could not be read

  ./touchstone audit URL|FOLDER --log VKEY [--policy FILE] [--known CHECKPOINT ...] [--predecessor URL|FOLDER]
      A whole log from scratch: every entry, every tile, every map root, the root, what others were shown.
      --policy FILE        a C2SP tlog-policy for the cosignatures
      --predecessor ...    the log that this one goes on from, and each before it; their keys by further --log
      --promise FILE       what the log has signed that it will show, as answered for a statement or a whole batch: held
                           against every entry; exit code 3 where something is missing after its time from the log read by
                           https at its own address, 2 where it is missing elsewhere; what is there came in time, perhaps
                           later than promised (2), or nobody says when: told by this tree and those of --known, by the
                           times at which the quorum of the policy had cosigned them
      --node URL           also what its node serves: every row of its registers and every bit of its status lists, held
                           against what the statements of the log say; --on DAY of the registers, default: today;
                           --status-list FILE for lists kept elsewhere
      exit code: 4 the log is sound, and its node shows something else, each difference is printed; 0 sound;
                 2 sound, but the quorum of the policy is not reached, it goes on from a log not given, or the log that it
                 names as its successor cannot be held against its end; or a file is missing, and what comes after it is
                 not known: a copy of a sound log may lack it, so ask the log itself;
                 or what is shown is older than a tree that a file of --known shows to be signed (3 at the log's own
                 address, an hour after the quorum of the policy had cosigned that tree);
                 3 contradicted: by what the log signed itself, or by what it serves at its own address (https, the address
                 that is its name), the first place is printed with what would be right;
                 5 the copy in a folder or at another address is damaged: its bytes do not make the tree that the log signed,
                 and prove nothing against it unless it serves them itself;
                 1 could not run, or a file of --known proves nothing

  ./touchstone complete FILE... [--subject NAME]... | SUBJECT... --from URL... [--out FILE]
      Everything that logs have about parties, or that they have nothing: fetched from nodes and kept, or from files.
      Name all that a party is known by, and the issuers: files about the same names over several logs are read as one.
      --subject NAME   who must be among the subjects of the files, letter by letter; with --from, those named are
      --policy FILE | --log VKEY   whose logs count; default: the log policies of the trust folder
      --markets LIST, --on DAY, --trust FOLDER as above; exit code as of verify

  ./touchstone receipt join LABORATORY NATIONAL [--from URL|FOLDER] [--out FILE]
      Joins the receipt of a laboratory's own log with the national receipt of its batch root into one file, which verify
      takes offline. NATIONAL is such a receipt, or the answer of a node's /api/laboratory-logs?log=NAME&size=N
      --from           the laboratory's log, where its receipt is made in another tree than the one that was taken in
      exit code: 0 joined; 2 they do not fit, with the code that says why; 1 could not run

  ./touchstone receipt promise ANSWER STATEMENT [--out FILE]
      Takes the promise about one statement out of what a node answered to a batch: a file that says nothing of the
      others, to be handed on with the statement. Exit code: 0, or 1 could not run

  ./touchstone possession CHALLENGE --party DID [--key FILE] [--out FILE]
      Answers what a node asks before it registers a laboratory's own log: says with the key of the log that it is that
      of the party, and of nobody else. CHALLENGE is the answer of /api/laboratory-log-challenges; --party must be the
      one it was given to
      --key FILE       the log's secret key, or several, a line each; left out, the text is written that another
                       program signs, as a key of ML-DSA-44 or in a hardware module needs
      exit code: 0, or 1 could not run, or the challenge is not what it must be: nothing is signed then
`;
