// SPDX-License-Identifier: Apache-2.0
// Makes the checkout ready to run, doing only what is not done yet:
//   packages, when the lock file changed; --portal: the built pages, when their sources changed;
//   --browser: a real browser for the tests; --programs: the programs joined from their sources. Plain JavaScript, because it runs before anything is installed.
// Everything it says goes to stderr, so that the output of `./touchstone … > file` stays clean.

const OLDEST = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(
    `touchstone: this is Node.js ${process.versions.node}; ${OLDEST.join('.')} or newer is needed to set it up.\n` +
      'Install one from https://nodejs.org/ or with your package manager, and run the same command again.',
  );
  process.exit(1);
}

// Imported only now: an older Node.js shall reach the message above, not a syntax error below.
import('./ensure/steps.mjs')
  .then(({ ensure }) => ensure(process.argv.slice(2)))
  .catch((error) => {
    console.error(`touchstone: ${error.expected ? error.message : error.stack}`);
    process.exit(1);
  });
