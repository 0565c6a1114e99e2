/** What a model's twenty voters are called, and what they hear by: only where forests vote is forests the word. */

export interface Voters {
  one: string;
  many: string;
  /** How they came about, e.g. "separately grown forests". */
  made: string;
}

const byFamily = new Map<string, Voters>(Object.entries({
  forests: { one: 'forest', many: 'forests', made: 'separately grown forests' },
  network: { one: 'network', many: 'networks', made: 'separately trained networks' },
  hybrid: { one: 'voter', many: 'voters', made: 'voters, each a forest and a network' },
}));

const anyone: Voters = { one: 'voter', many: 'voters', made: 'voters' };

/** The words for a model family; a family that is not known here has plain voters. */
export function votersOf(family: string | null | undefined): Voters {
  return byFamily.get(family ?? '') ?? anyone;
}

/** As a sentence begins: "forest" -> "Forest". */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What is measured in the sound before the vote: "70 features", or a picture whose points nobody counts. */
export function measured({ feature_schema: schema, features }: { feature_schema: string; features: string[] }): string {
  return schema.startsWith('mel') ? 'mel spectrograms' : `${features.length} features`;
}
