import { useEffect, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import type { Model } from '@/api';
import { AgreementChart } from '@/features/evidence/AgreementChart';
import { DataSet } from '@/features/evidence/DataSet';
import { Genres } from '@/features/evidence/Genres';
import { Measured } from '@/features/evidence/Measured';
import { Proof, type Piece } from '@/features/evidence/Proof';
import { Scores } from '@/features/evidence/Scores';
import { growing } from '@/features/evidence/growing';
import { SongMap } from '@/features/map/SongMap';
import { capital, measured, votersOf } from '@/lib/voters';
import styles from './HowPage.module.css';
import { WhenNear } from './WhenNear';

export const PARTS = [
  ['way', 'The way of one song'],
  ['measured', 'What is measured'],
  ['voters', 'Who votes'],
  ['learnt', 'What they learnt from'],
  ['right', 'How often it is right'],
  ['mistakes', 'Where it fails, and why'],
  ['genres', 'Genre by genre'],
  ['map', 'The map of songs'],
] as const;

/** All parts of the explanation, with the figures of one model. */
export function HowParts({ model }: { model: Model }) {
  const { hash } = useLocation();
  // Its parts come after the address was opened, so the browser cannot find the one that is meant.
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
  const voters = votersOf(model.family);
  const proof = (piece: Piece) => (
    <WhenNear>
      <Proof piece={piece} model={model} voters={voters} />
    </WhenNear>
  );
  const said: Record<(typeof PARTS)[number][0], ReactNode> = {
    way: (
      <ol className={styles.way}>
        <Step name="A clip">The preview of a song you picked, the file you dropped, or what your microphone heard. A whole song is heard in several places.</Step>
        <Step name={capital(measured(model.feature_schema))}>
          Loudness, brightness, timbre, harmony and beat, measured frame by frame; what a model asks for of it is what it hears.
        </Step>
        <Step name={`20 ${voters.many}`}>{`${growing(model.family)} Each casts one vote.`}</Step>
        <Step name="One verdict">
          The votes are counted in the open. How many agree says how far to trust them; where few do, the answer is “not sure”.
        </Step>
      </ol>
    ),
    measured: <Measured model={model} />,
    voters: proof('growth'),
    learnt: <DataSet model={model} />,
    right: (
      <>
        <p>
          Genres have no hard borders, and the labels it learnt from are listeners’ tags: Hip-Hop and Rap, or Rock, Indie and
          Alternative, often stand for the same song. So read a verdict as an opinion with a known track record.
        </p>
        <Scores model={model} />
        <h3 id="agreement">The more agree, the more often they are right</h3>
        <AgreementChart table={model.agreement} voters={voters} />
        <h3>Does a probability keep its word?</h3>
        {proof('calibration')}
      </>
    ),
    mistakes: (
      <>
        <p>
          Each row holds the songs of one genre, each column what was heard. A perfect listener would leave the diagonal alone
          coloured. Point at a field, touch it, or walk with the arrow keys.
        </p>
        {proof('confusion')}
        <h3>The most frequent mistakes</h3>
        {proof('confusions')}
      </>
    ),
    genres: (
      <>
        <h3>{`The ${model.genres.length} genres it knows`}</h3>
        <Genres model={model} />
        <h3>One genre against all others</h3>
        {proof('roc')}
      </>
    ),
    map: (
      <>
        <p>
          Songs that sound alike lie close together; nothing was told of their genres. Only what is near is to be trusted: a flat
          picture of so many measures bends what is far apart.
        </p>
        <WhenNear>
          <SongMap families={model.families} />
        </WhenNear>
      </>
    ),
  };
  return PARTS.map(([id, name]) => (
    <section key={id} id={id} aria-labelledby={`${id}-name`}>
      <h2 id={`${id}-name`}>{name}</h2>
      {said[id]}
    </section>
  ));
}

function Step({ name, children }: { name: string; children: string }) {
  return (
    <li>
      <h3>{name}</h3>
      <p>{children}</p>
    </li>
  );
}
