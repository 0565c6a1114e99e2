const how = new Map(
  Object.entries({
    forests: 'Each forest is a crowd of decision trees, grown on its own part of the training songs.',
    network: 'Each network weighs all it is given layer by layer, and learnt from its own part of the training songs.',
    hybrid: 'Each voter is a forest of decision trees and a small network, which weigh what they hear together.',
    convolution: 'One network looks at pictures of the sound, a section of the song at a time; each section is a voter.',
  }),
);

/** How the voters of a model family came to know genres, in a sentence. */
export function growing(family: string): string {
  return how.get(family) ?? 'Each voter learnt from the training songs in its own way.';
}
