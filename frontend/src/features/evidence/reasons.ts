import type { Family } from '@/api';

const together = (a: string, b: string) => [a, b].sort().join(' / ');

/** Why two genres sound alike to measures of loudness, timbre and harmony, for those that are mistaken most. */
const known = new Map(
  (
    [
      ['Indie', 'Rock', '“Indie” began as who released a song, not how it sounds; the band, the guitars and the loudness are those of Rock.'],
      ['Alternative', 'Rock', '“Alternative” is what listeners call Rock they hold to be different; in the sound there is little to tell them apart.'],
      ['Alternative', 'Indie', 'Two names of many decades for the same guitars; the label says more of the listener than of the sound.'],
      ['Pop', 'Rock', 'Both are verse and chorus with drums, bass and guitars; how polished the record is decides.'],
      ['Metal', 'Rock', 'Distorted guitars fill the same bands; slower or older Metal is as loud and as bright as hard Rock.'],
      ['Punk', 'Rock', 'The same instruments; Punk is faster and denser, which half a minute of averages shows only in part.'],
      ['Metal', 'Punk', 'Both are loud, dense and bright from the first second to the last.'],
      ['Hip-Hop', 'Rap', 'The labels themselves overlap: the same beats under the same voice stand under both.'],
      ['Blues', 'Jazz', 'They share their roots, brass, piano and harmony; a slow piece of either has the timbre of the other.'],
      ['Electronic', 'Trance', 'Trance is Electronic music; the label is only the narrower of the two.'],
      ['Electronic', 'House', 'House is Electronic music; the label is only the narrower of the two.'],
      ['Country', 'Folk', 'Acoustic guitars and one voice in front: the tradition differs more than the timbre.'],
      ['Country', 'Rock', 'Country records of the last decades have the drums and the loudness of Rock.'],
      ['Country', 'Pop', 'Country records of the last decades are produced like Pop: voice in front, drums and guitars behind.'],
      ['Folk', 'Indie', 'Quiet guitars and a voice stand under both names.'],
      ['Blues', 'Rock', 'Rock grew out of the Blues; the electric guitar is the same.'],
      ['R&B', 'Soul', 'The older and the newer name of one line of music.'],
      ['Indie', 'Pop', 'A matter of who released it and how polished it is; the song and the instruments may be the same.'],
      ['Pop', 'Soul', 'A voice over a band in both; what differs is how it sings, which averages hardly hear.'],
      ['Electronic', 'Pop', 'Much of Pop is made with the same synthesisers and drum machines.'],
    ] as const
  ).map(([a, b, words]) => [together(a, b), words]),
);

/** A reason in a sentence: a known one, else what their families say. */
export function reasonOf(genre: string, other: string, families: Family[]): string {
  const words = known.get(together(genre, other));
  if (words) return words;
  const home = families.find(({ genres }) => genres.includes(genre) && genres.includes(other));
  if (home) return `Relatives: both belong to ${home.name}, and share instruments and beats.`;
  return `No relatives, but alike in what is measured: loudness, brightness, timbre and harmony, averaged over half a minute.`;
}
