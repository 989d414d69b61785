/**
 * Starts the project's programs. They are TypeScript, which Node runs as it is from version 24 on. An older Node must
 * still be able to read this file and the files that import it, so they keep to the syntax of Node 12.
 */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const LOWEST_VERSION = 24;
/** The exit code with which Node itself ends a program whose top-level `await` never resolves. */
const UNSETTLED = 13;

const project = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** The package `node` of package.json. Its install script puts the program there. */
const ownPackage = join(project, 'node_modules', 'node');
const ownNode = join(ownPackage, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Whether the Node that runs this can run the project. */
export const isNodeRecent = Number(process.versions.node.split('.')[0]) >= LOWEST_VERSION;

/** Why the project cannot run on this Node, and what to do about it. */
export function oldNodeMessage() {
  return `This project needs Node ${LOWEST_VERSION} or newer, but this is Node ${process.versions.node}. ${remedy()}`;
}

function remedy() {
  if (existsSync(ownNode)) return 'Use npm run or npx, which take the Node in node_modules.';
  if (!existsSync(ownPackage)) return "To install the project's own Node, run: npm ci";
  return "To install the project's own Node, run: npm rebuild node (or npm ci without --ignore-scripts)";
}

/**
 * Runs a program of the project in this process. On an old Node it runs the program on the project's own Node instead,
 * and ends with exit code 1 and one sentence when that is not installed.
 *
 * @param {string} file from the top of the project
 * @param {readonly string[]} args for the program, which finds them in `process.argv` as if it had been started alone
 */
export function launch(file, args) {
  const path = join(project, file);
  if (isNodeRecent) importProgram(path, args);
  else if (existsSync(ownNode)) spawnProgram(path, args);
  else fail();
}

/**
 * An `await` would be simpler, but Node 12 does not have it at the top of a file.
 * @param {string} path
 * @param {readonly string[]} args
 */
function importProgram(path, args) {
  process.argv.splice(1, process.argv.length, path, ...args);
  const failUnsettled = () => {
    process.exitCode = UNSETTLED;
  };
  process.once('beforeExit', failUnsettled);
  import(pathToFileURL(path).href).then(() => process.off('beforeExit', failUnsettled));
}

/**
 * @param {string} path
 * @param {readonly string[]} args
 */
function spawnProgram(path, args) {
  import('node:child_process').then(({ spawn }) => {
    const child = spawn(ownNode, [path, ...args], { stdio: 'inherit' });
    child.once('error', fail);
    child.once('exit', endLike);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    // Ctrl-C at a terminal reaches the child as well, which would take a second signal as an order to stop at once.
    process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  });
}

function fail() {
  console.error(oldNodeMessage());
  process.exitCode = 1;
}

/**
 * Ends this process the way the child ended: with its exit code, or by the signal that ended it.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function endLike(code, signal) {
  if (signal === null) process.exit(code || 0);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
