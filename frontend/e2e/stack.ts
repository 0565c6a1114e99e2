/**
 * The real product for the journeys: backend, extractor and worker of the Procfile, on free ports, with a data folder and
 * a music library of their own, and stand-ins on loopback for the catalogues of the network. What runs is written to a file, so that a journey in another process can stop and start it.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = process.env.AUDIOFILER_BIN ?? path.join(root, '.venv/bin');
const STARTING_MS = 60_000;
const SONGS = '2000';
const STANDINS = ['-m', 'tests.standins', '--json', '--spotify-previews', '--songs', SONGS];

export interface Stack {
  folder: string;
  url: string;
  env: Record<string, string>;
  pids: Record<string, number>;
}

const file = () => process.env.E2E_STACK ?? '';
export const readStack = (): Stack => JSON.parse(readFileSync(file(), 'utf8')) as Stack;
const writeStack = (stack: Stack) => writeFileSync(file(), JSON.stringify(stack));

export async function startStack(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'audiofiler-e2e-'));
  process.env.E2E_STACK = path.join(folder, 'stack.json');
  const [port, extractorPort] = [await freePort(), await freePort()];
  const env: Record<string, string> = {
    PORT: String(port),
    EXTRACTOR_PORT: String(extractorPort),
    EXTRACTOR_URL: `http://127.0.0.1:${extractorPort}`,
    DATA_DIR: path.join(folder, 'data'),
    LIBRARY_DIRS: path.join(folder, 'music/library'),
    OMP_NUM_THREADS: '1',
    OPENBLAS_NUM_THREADS: '1',
    PYTHONUNBUFFERED: '1',
  };
  const stack: Stack = { folder, url: `http://127.0.0.1:${port}`, env, pids: {} };
  writeStack(stack);
  const python = (...args: string[]) =>
    execFileSync(path.join(bin, 'python'), args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' });
  launch('standins', ['python', ...STANDINS]);
  python('-m', 'frontend.e2e.songs', path.join(folder, 'music'), SONGS);
  python('-m', 'frontend.e2e.model', path.join(folder, 'data/models'));
  Object.assign(env, await standinSettings(folder));
  writeStack({ ...readStack(), env });
  python('-m', 'backend.manage', 'migrate', '--verbosity', '0');
  for (const name of commands().keys()) startProcess(name);
  await answered(`${stack.url}/readyz`, () => true);
  await answered(`${stack.url}/api/v1/tracks?q=spruces`, (body) => body.includes('Whispering Spruces'));
}

/** What the stand-ins print once they run: the settings that point the product at them. */
async function standinSettings(folder: string): Promise<Record<string, string>> {
  const deadline = Date.now() + STARTING_MS;
  while (Date.now() < deadline) {
    const line = readFileSync(path.join(folder, 'standins.log'), 'utf8').split('\n').find((text) => text.startsWith('{'));
    if (line) return JSON.parse(line) as Record<string, string>;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The stand-ins did not start.');
}

/** The Procfile: a name and a command a line. */
function commands(): Map<string, string[]> {
  const lines = readFileSync(path.join(root, 'Procfile'), 'utf8').split('\n');
  return new Map(lines.filter((line) => line.includes(':')).map((line) => {
    const [name, ...rest] = line.split(':');
    return [name!.trim(), rest.join(':').trim().split(/\s+/)];
  }));
}

export const startProcess = (name: string): void => launch(name, commands().get(name)!);

function launch(name: string, [command, ...args]: string[]): void {
  const stack = readStack();
  const log = openSync(path.join(stack.folder, `${name}.log`), 'a');
  const child = spawn(path.join(bin, command!), args, {
    cwd: root,
    env: { ...process.env, ...stack.env },
    stdio: ['ignore', log, log],
    detached: true,
  });
  child.unref();
  writeStack({ ...stack, pids: { ...stack.pids, [name]: child.pid! } });
}

/** Ends a process with all its workers: each was started as the head of its own group. */
export function stopProcess(name: string): void {
  try {
    process.kill(-readStack().pids[name]!, 'SIGKILL');
  } catch {
    // It had ended by itself.
  }
}

export function stopStack(): void {
  if (!file() || !existsSync(file())) return;
  const { folder, pids } = readStack();
  for (const name of Object.keys(pids)) stopProcess(name);
  if (process.env.E2E_KEEP) console.log(`The stack's logs and data are kept in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

export async function answered(address: string, good: (body: string) => boolean): Promise<void> {
  const deadline = Date.now() + STARTING_MS;
  let last = 'no answer';
  while (Date.now() < deadline) {
    try {
      const response = await fetch(address);
      const body = await response.text();
      if (response.ok && good(body)) return;
      last = `${response.status} ${body.slice(0, 400)}`;
    } catch (error) {
      last = String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`${address} did not become ready: ${last}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
