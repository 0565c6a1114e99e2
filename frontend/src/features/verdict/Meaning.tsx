import { Link } from 'react-router';
import { Disclosure } from '@/components/Disclosure';
import { percent } from '@/lib/format';
import type { Voters } from '@/lib/voters';
import styles from './VoteBars.module.css';
import { likelierOf, type Row } from './rows';

/** What the two numbers of a bar are, and why they may point to different genres. */
export function Meaning({ rows, voters, model }: { rows: Row[]; voters: Voters; model: string }) {
  const [winner] = rows;
  const likelier = likelierOf(rows);
  return (
    <>
      <p className={styles.meaning}>
        {`The most votes win. The probability weighs all that each ${voters.one} held possible, and is calibrated: of what is given 30%, three in ten are right.`}
      </p>
      {winner && likelier && (
        <p className={styles.differs}>
          {`By votes it is ${winner.genre}, yet ${likelier.genre} is more probable: ${percent(likelier.probability ?? 0)} against ${percent(winner.probability ?? 0)}. A vote counts only what a ${voters.one} puts first.`}
        </p>
      )}
      <Disclosure summary="Why can most agree and still be wrong?">
        <p className={styles.meaning}>
          {`All ${voters.listeners} learnt from the same songs, so they share mistakes. How often such a majority is right was counted on songs none of them had heard: `}
          <Link to={`/how?model=${encodeURIComponent(model)}#agreement`}>see how it was measured, and the calibration</Link>.
        </p>
      </Disclosure>
    </>
  );
}
