/** What a model's twenty voters are called, and what they hear by: only where forests vote is forests the word. */

export interface Voters {
  one: string;
  many: string;
  /** How they came about, e.g. "separately grown forests". */
  made: string;
  /** Who listens: in one model the voters are parts of the song. */
  listeners: string;
}

const byFamily = new Map<string, Voters>(Object.entries({
  forests: { one: 'forest', many: 'forests', made: 'separately grown forests', listeners: 'forests' },
  network: { one: 'network', many: 'networks', made: 'separately trained networks', listeners: 'networks' },
  convolution: { one: 'section', many: 'sections', made: 'sections of the clip, each heard by one network', listeners: 'voters' },
  hybrid: { one: 'voter', many: 'voters', made: 'voters, each a forest and a network', listeners: 'voters' },
}));

const anyone: Voters = { one: 'voter', many: 'voters', made: 'voters', listeners: 'voters' };

/** The words for a model family; a family that is not known here has plain voters. */
export function votersOf(family: string | null | undefined): Voters {
  return byFamily.get(family ?? '') ?? anyone;
}

/** As a sentence begins: "forest" -> "Forest". */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const PICTURES = 'mel spectrograms';

/** What is measured in the sound before the vote, by the schema's name: "paa-70/1" is 70 features, a picture's points nobody counts. */
export function measured(schema: string | undefined): string {
  if (schema?.startsWith('mel')) return PICTURES;
  const count = schema && /-(\d+)\//.exec(schema)?.[1];
  return count ? `${count} features` : 'the features';
}

/** What of it the voters hear: a model may leave some of it out. */
export function hears({ feature_schema: schema, feature_count: count }: { feature_schema: string; feature_count: number }): string {
  if (schema.startsWith('mel')) return PICTURES;
  const all = measured(schema);
  return all === `${count} features` ? all : `${count} of ${all}`;
}
