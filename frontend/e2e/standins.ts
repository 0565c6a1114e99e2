/** The stand-in catalogues of the running stack: what they have, and how to make them go wrong. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readStack } from './stack';

export const NAMES = ['spotify', 'deezer', 'itunes', 'openverse', 'jamendo'] as const;
export type Name = (typeof NAMES)[number];

const order = async (name: Name, what: string, body: object) => {
  const { origin } = new URL(readStack().env[`${name.toUpperCase()}_API_URL`]!);
  const response = await fetch(`${origin}/__standin__/${what}`, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
};

export const misbehave = (name: Name, kind: string, more: { on?: string; seconds?: number } = {}) => order(name, 'misbehave', { kind, ...more });
export const behave = () => Promise.all(NAMES.map((name) => order(name, 'behave', {})));
/** No clip of anything in these: no fault, so nobody is left alone for it. */
export const withoutClips = (names: Name[]) => Promise.all(names.map((name) => misbehave(name, 'no_preview')));

/** As if the minute that a catalogue counts calls in were over. */
export const refill = () => rmSync(path.join(readStack().env.DATA_DIR!, 'allowances'), { recursive: true, force: true });

/** The nth song that every stand-in has. What was found is kept, so each journey takes one of its own. */
export const songOf = (n: number): { title: string; artist: string } =>
  (JSON.parse(readFileSync(path.join(readStack().folder, 'music/standins.json'), 'utf8')) as { title: string; artist: string }[])[n]!;

/** Two neighbouring letters in the wrong order. */
export const misspelt = (text: string): string => text.slice(0, 4) + text.charAt(5) + text.charAt(4) + text.slice(6);
